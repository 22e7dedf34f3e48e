"""Who speaks from which line on: names, labels, and the layouts that records and digests name speakers by."""
