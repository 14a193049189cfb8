"""Script for an interpreter with spaCy: reads texts as a JSON list, prints the people of each and seconds as JSON."""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import en_core_web_sm  # noqa: E402

texts = json.load(sys.stdin)
nlp = en_core_web_sm.load(disable=["parser", "tagger"])
nlp(texts[0])
started = time.perf_counter()
people = [[entity.text for entity in nlp(text).ents if entity.label_ == "PERSON"] for text in texts]
json.dump({"people": people, "seconds": time.perf_counter() - started}, sys.stdout)
