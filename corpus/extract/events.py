def read_events(document, sentences, body):
    return ()
