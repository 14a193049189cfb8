"""One filter grammar for every list: parameters in, a queryset, its facets and its description in English out."""
