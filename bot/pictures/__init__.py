"""Pictures to share: what was pledged, in numbers (``chart``), and a quote with its source (``card``).

Both are drawn from spans of the speeches, like everything else that shows a speaker's words, and both return the bytes
of a PNG that Telegram takes as a photo. The words around them come as ``labels``, in the reader's language.

Drawing is left to Pillow alone: these are typeset pages with a few bars, not plots. Nothing here is imported by what
answers questions, so that a question needs neither Pillow nor fonts; import ``bot.pictures.chart`` where you draw.
"""
