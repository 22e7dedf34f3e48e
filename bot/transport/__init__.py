"""Between Telegram and the handlers: nothing that arrives is lost, and nothing that is sent floods.

``Intake`` keeps each update on disk and in line, ``Poller`` or ``WebhookServer`` fill it, ``Workers`` empty it,
``SendingLimiter`` paces and repeats what the handlers send; ``InboxUpdater`` is all of it as the library's updater.
"""
