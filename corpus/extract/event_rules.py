"""What a clause says took place: the formulas of news reports, as rules over reduced wording."""

import re
from dataclasses import dataclass

from .clauses import CHAIN, PERSON
from .vocabulary import either, table

_events = table("events")


def _listed(section: str, key: str) -> list[str]:
    return [" ".join(word.split()) for word in _events[section][key].split(",") if word.strip()]


def _with_plurals(noun: str) -> tuple[str, ...]:
    return (noun, noun[:-1] + "ies") if noun.endswith("y") and noun[-2] not in "aeo" else (noun, noun + "s", noun + "es")


_TYPE_OF = {
    form: kind for kind in _events["nouns"] for noun in _listed("nouns", kind) for form in _with_plurals(noun)
}
_NOUN = re.compile(rf"(?<![\w-])({either(_TYPE_OF)})(?![\w-])")
MESSAGES = either(_listed("things", "message"))
_STATEMENTS = either(_listed("things", "statement"))
_AGREEMENTS = either(_listed("things", "agreement"))
_ADVERB = r"(?:(?:also|then|solemnly|successfully|warmly|jointly|recently|again|later|already|formally|officially|grandly|courteously|cordially|personally|newly|unanimously|finally|significantly|splendidly|[A-Z]\w+day) )*"
_HOURS = r"(?: (?:on|in) (?:[A-Z]\w+\.? ?\d{0,2}|\w+day))?"
# An object: a few words that hold no verb and no preposition but "of".
_UP_TO = r"(?:(?!(?:from|in|at|on|for|with|by|to|and that|which|who|saying|after|when|aimed)\b)[^\s,;:]+,? ){0,7}?"
_HOLY = r"(?:[Ss]tatues?|[Mm]onuments?|[Tt]ower|[Cc]emeter(?:y|ies)|[Tt]ombs?|[Mm]ausoleum|[Bb]ier|[Pp]ortraits?|[Bb]usts?|Kumsusan|graves?|mosaic)"
_DEED = r"(?:test-?fires?|test-?firings?|test(?: |-)launch\w*|launch(?:ing|es)?|drills?|military exercises?|exercises?|war games?|maneuvers?|(?:nuclear|missile|engine|firing|flight|weapons?|jet)[\w -]{0,40}tests?|parade|combat|firing contest|shell(?:s|ing)|salvos?|missiles?|rockets?|satellites?|drones?|bombers?|airspace|territorial (?:air|waters))"
_CALAMITY = r"(?<!-)(?:earthquakes?|floods?|flooding|typhoons?|landslides?|heavy rains?|torrential rains?|downpours?|(?:forest |bush |big )?fires?|explosions?|(?:\w+ )?accidents?|epidemics?|outbreaks?|storms?|hurricanes?|tornado(?:es)?|(?:\w+ )?crash|droughts?|volcano(?:es)?|tsunami|avalanche|mudslides?|snowfalls?)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One formula found in a clause.

    start, end: the offsets of the verb that reports; noun: what was held, sent, signed, if the formula names it.
    scheduled: the formula says by itself that the thing took place (it was "held"), so that it counts outside the lead.
    """

    type: str
    rule: str
    start: int
    end: int
    noun: str = ""
    scheduled: bool = False


def head_noun(phrase: str) -> tuple[str, str] | None:
    """The first event noun of a phrase and the type it tells."""
    match = _NOUN.search(phrase.lower())
    if not match:
        return None
    noun, following = match.group(1), phrase[match.end() :]
    kind = _TYPE_OF[noun]
    if noun.endswith("meeting") and kind == "assembly" and re.match(rf" (?:between|with) |s? of (?:the )?{PERSON}", following):
        kind = "meeting"
    if re.match(r" (?:for|of) (?:signing|the signing|exchanging)", following):
        kind = "agreement"
    return noun, kind


def _rule(pattern: str) -> re.Pattern:
    return re.compile(pattern)


_TOOK_PLACE = _rule(
    rf"\btook place\b|\b(?:was|were) {_ADVERB}(?:held|staged|convened|given|performed|shown|screened|conducted|organized|organised|arranged|hosted|opened|closed|launched|displayed)\b"
    r"|\b(?:opened|closed|ended|began|started|kicked off|met|concluded|came to an end|came to a close|continued|proceeded|drew to a close)\b(?! by\b)"
)
_THERE_WAS = _rule(r"\b[Tt]here (?:was|were) (?:also )?(?:an? |the )?(?P<object>[^,.;]{3,60})")
_GAVE = _rule(
    rf"\b(?:held|staged|convened|organi[sz]ed|sponsored|hosted|gave|opened|arranged|conducted|had|called|attended|took part in|participated in|(?:was|were) present at|watched|enjoyed|saw|appreciated|guided|directed|oversaw|observed|supervised|presided over|took in)"
    rf"{_HOURS} (?P<object>(?:an? |the |its |their |his |her |\d+(?:st|nd|rd|th) |joint )?[^,.;]{{3,100}})"
)
_SIMPLE: tuple[tuple[str, str, re.Pattern], ...] = tuple(
    (kind, rule, _rule(pattern))
    for kind, rule, pattern in (
        ("commemoration", "flowers-sent", rf"\b(?:sent|presented)\b [^.;]{{0,80}}?(?:floral baskets?|floral bouquets?|wreaths?|flowers|bouquets?) [^.;]{{0,60}}?(?:to|before|at) (?:the )?[^.;,]{{0,40}}?{_HOLY}"),
        ("commemoration", "flowers-laid", r"\b(?:laid|placed) (?!a foundation|the foundation|a corner|emphasis|stress)[^.;]{0,80}?(?:wreaths?|flower baskets?|floral baskets?|floral bouquets?|bouquets?|flowers|floral tributes?)|^Laid (?:at|before) .{3,120}? (?:was|were) |\b(?:[Ww]reaths?|[Ff]loral (?:baskets?|tributes?|bouquets?)|[Ff]lowers|[Bb]ouquets?) [^.;]{0,60}?(?:was|were) (?:laid|placed)"),
        ("commemoration", "homage", r"\bpaid (?:[\w-]+ )?(?:homage|tribute|respects|a (?:mourning|condolence) (?:visit|call))|\bvisited [^.;]{0,80}?(?:to (?:pay|express|mourn)|Kumsusan|[Cc]emetery|\b[Bb]ier\b|[Cc]offin|mourning|statues? of|Tomb of|Mausoleum)|\bobserved (?:a|one) (?:moment|minute)"),
        ("commemoration", "observed", r"\b(?:was|were) (?:[a-z]+ly )?(?:marked|commemorated|celebrated|observed|mourned)\b"),
        ("meeting", "credentials", r"\b(?:presented (?:his|her|their)? ?(?:credentials|letters? of credence)|received (?:the )?credentials)"),
        ("meeting", "call", r"\bpaid (?:[\w-]+ ){0,4}(?:farewell|courtesy|introductory) (?:call|visit)|\bpaid (?:a |the )?call|\bpaid (?:a )?(?:farewell|courtesy) visit"),
        ("message", "exchanged", rf"\b(?:sent|received|got|presented|donated|extended|addressed|forwarded|conveyed|handed(?: over)?|exchanged|delivered|mailed){_HOURS}(?: with thanks)? (?:to (?:{CHAIN}|[^.;,]{{3,70}}?) )?(?:the following )?{_UP_TO}(?:{MESSAGES})\b"),
        ("message", "was-presented", rf"\b(?:was|were) presented with [^.;]{{0,60}}?(?:{MESSAGES})\b"),
        ("message", "replied", r"\breplied to (?:a |the )?(?:[\w-]+ ){0,3}?(?:message|letter)"),
        ("message", "came", rf"\b(?:{MESSAGES.replace('message|', 'message|Message|')}|Messages|Letters|Congratulations|Greetings|Condolences|Floral baskets|Gifts?) [^.;:]{{0,60}}?(?:was|were) (?:sent|conveyed|forwarded|received|presented|delivered|handed over|addressed|donated)\b|^(?:Messages|Letters|Congratulations|Greetings|Condolences|Congratulatory messages)[\w ]{{0,40}} came from"),
        ("meeting", "received", rf"\b(?:met|received){_HOURS}(?: (?:and had a talk|and congratulated|here|separately|with|again|briefly|together|,))*(?: with)? (?:the |a |an )?(?:(?!from |by |in |of the )[\w’'.-]+ ){{0,6}}?(?:{PERSON}|delegations?|groups?|envoys?|ambassadors?|party|counterpart|minister|president|guests?|team|mission|officials|scientists|participants|members|delegates|veterans|students|representatives|players|leaders|crew|persons|figures|cadres|people|commanders|soldiers|inhabitants|residents|victims|builders|athletes|sportspersons|footballers)\b"),
        ("meeting", "talked", r"\b(?:had|held|exchanged) (?:[\w,-]+ ){0,6}?(?:talks?|conversations?|meetings?|consultations?|negotiations?|views|a dialogue)\b(?: with|,| at| on| in| here| over|\.)"),
        ("statement", "issued", rf"\b(?:issued|released|made public|published|gave|made|delivered|posted|circulated|announced){_HOURS} (?:the following )?{_UP_TO}(?:{_STATEMENTS})\b(?! (?:that|of [a-z]+ation))"),
        ("statement", "was-issued", rf"\b(?:{_STATEMENTS})\b [^.;:]{{0,160}}?(?:was|were) (?:\w+ly )?(?:issued|released|made public|published|made|adopted|given)\b"),
        ("statement", "in-statement", r"(?:^|[ ,])in (?:an? |the |his |her |its |their |separate )?(?:[\w-]+ ){0,3}?(?:statements?|commentary|answers?|declaration|communique|editorial|open letter)\b[^.;:]{0,120}?\b(?:said|noted|stressed|denounced|condemned|declared|urged|demanded|stated|held|called|hailed|supported|expressed|branded|warned)|\b(?:said|noted|stressed|denounced|declared|demanded|urged|stated|warned|called|hailed)[^.;:]{0,90}? in (?:an? |the |his |her |its |their )?(?:[\w-]+ ){0,3}?(?:statement|commentary|communique|declaration|editorial)\b"),
        ("statement", "answered", r"\b(?:answered|replied to) (?:a |the )?(?:questions?|query)|\bgave (?:an? |the following )?answers?\b|\b(?:made|delivered) (?:an?|the|his|her) (?:[\w-]+ ){0,4}?(?:speech|report)\b"),
        ("agreement", "signed", rf"\b(?:signed|adopted|ratified|concluded|enacted|promulgated|approved|passed|exchanged|inked|initialed|agreed on){_HOURS} {_UP_TO}(?:{_AGREEMENTS})\b|\b(?:{_AGREEMENTS})\b[^.;:]{{0,110}}?(?:was|were) (?:\w+ly )?(?:signed|adopted|ratified|concluded|enacted|promulgated|approved|passed|inked)\b|\b(?:took effect|came into (?:force|effect)|entered into force|went into effect)\b|\b(?:issued|released|promulgated) (?:a |an |the )?(?:[\w-]+ ){{0,3}}?(?:decree|ordinance|decision)s?\b"),
        ("appointment", "elected", rf"\b(?:was|were|has been|have been) (?:\w+ly )?(?:elected|re-elected|reelected|by-elected|appointed|reappointed|nominated|promoted|dismissed|relieved|removed|sworn in|named (?=(?:a|the|as)\b)|ousted)|\b(?:elected|appointed|promoted|by-elected|dismissed|named|nominated) (?:{PERSON})|\b(?:took|assumed) office\b|\b(?:elected|recalled and elected) (?:[\w-]+ ){{0,4}}?(?:members?|chairman|president|secretary)"),
        ("ceremony", "awarded", r"\b(?:was|were) (?:\w+ly )?(?:awarded|conferred)\b|\b(?:awarded|conferred|bestowed) [^.;]{0,80}?(?:Order|Medal|Prize|title|citation|medal|watches)"),
        ("ceremony", "opened", r"\b(?:was|were|has been|have been) (?:\w+ly )?(?:inaugurated|unveiled|commissioned)\b|\b(?:opened|inaugurated) with due ceremony|\bbroke ground\b|\binaugurated (?:a|the)\b|\bcut the (?:red )?(?:tape|ribbon)|\bwas erected\b"),
        ("ceremony", "moved-in", r"\bmoved into (?:[\w-]+,? ){0,5}?(?:houses|homes|flats|dwellings|apartments?|villages?)"),
        ("sport", "won", r"\b(?:won|beat|defeated|bagged|clinched|advanced (?:in)?to|came (?:first|second|third)|(?:was |were )?placed (?:first|second|third)|captured|collected|earned|secured|garnered|qualified for|edged|outdid|took (?:the )?(?:first|second|third) place|took the (?:gold|silver|bronze)|grabbed|triumphed|drew with|ranked (?:first|second|third)|pulled off)\b"),
        ("military", "guided-test", rf"\b(?:guided|oversaw|observed|watched|supervised|directed|commanded|conducted|carried out|staged|kicked off|launched|test-fired|fired|made|perpetrated|started|successfully)\b (?:[^\s,;.]+ ){{0,6}}?(?:{_DEED})\b|\btest-fired\b|\bparaded\b"),
        ("military", "tested", rf"\b(?:[Tt]est-fir(?:e|ing)s?|[Ll]aunch|[Dd]rills?|[Ee]xercises?|[Pp]arade|[Tt]est)\b[^.;:]{{0,80}}?(?:was|were) (?:\w+ly )?(?:conducted|carried out|staged|made|kicked off|launched|held)\b|\b(?:infiltrated|intruded) (?:into )?|\b(?:satellite|missile|rocket|spaceship|projectile|ICBM|MRLS)s?\b[^.;:]{{0,60}}?was (?:put into orbit|launched|fired)\b"),
        ("visit", "went", r"\b(?:arrived(?: back)?|returned|flew back|came back|flew)\b(?= (?:back )?(?:here|home|in|at|to|Pyongyang|by|on|from|with)\b)(?! at the (?:venue|square|place|spot|site|hall|plaza|stadium|theatre|platform)\b)|\b(?:left|departed)(?: from)? (?:here|home|Pyongyang|for [A-Z]|[A-Z]\w+ (?:for|on|by|after|yesterday|today|\w+day))|\bleft\b[^.;,]{0,40}? for (?:home|[A-Z])|\bpaid (?:an? |the )?(?:[\w-]+ ){0,3}visits?\b|\b(?:set out|departed)\b"),
        ("visit", "visited", r"\b(?:visited|toured|went sightseeing|went (?:to see|on a tour)|looked round|saw over)\b(?! by)"),
        ("inspection", "inspected", r"\b(?:inspected|(?:gave|provided|offered) (?:[\w-]+ ){0,2}?guidance|guided|oversaw|supervised|went round|made (?:the rounds|a round) of|acquainted (?:him|her|them)sel(?:f|ves) with|surveyed|conducted (?:an )?(?:on-site|on-the-spot) inspection|learned about|took stock of)\b"),
        ("disaster", "struck", rf"\b{_CALAMITY}\b (?:(?!\bthat\b|\bwhich\b)[^.;]){{0,60}}?(?:hit|jolted|struck|occurred|killed|claimed|broke out|swept|erupted|happened|destroyed|rocked|shook|took place)\b|\b(?:killed|died|injured|dead|missing) [^.;]{{0,60}}?\b(?:in|by|from|due to|as a result of) (?:an? |the )?(?:[\w-]+ ){{0,3}}?{_CALAMITY}\b|\berupted\b"),
    )
)
_RELIEF = _rule(
    r"\b(?:flood|typhoon|disaster|quake|calamity|rainstorm|tsunami)-(?:hit|damaged|affected|stricken|afflicted)|\b[Ff]lood[- ]damage|\bdamage (?:caused )?by (?:the )?(?:\w+ )?(?:flood|typhoon|rain|disaster)\w*|\bflood victims|\bflood-?ravaged|\bafflicted (?:areas|regions|people)|\bdamage from (?:flood|typhoon)"
)
# A verb right behind these reports nothing new.
_NOT_NEWS = re.compile(
    r"(?:\b(?:who|which|that|whom|where|when|after|before|since|as|if|had|will|would|shall|should|must|may|can|could|might|not|never|to|be|being|been|having|is to be|are to be|while|once|if) (?:\w+ly |also |once )?$)|\b(?:will|would|shall|should|must|may|can|could|to) be (?:\w+ly )?$"
)
# Behind these words somebody's account follows, not the report's own.
_ACCOUNT = re.compile(
    r"\b(?:said|says|saying|noted|noting|stressed|stressing|made public|announced|stated|claimed|claiming|added|adding|told|disclosed|known|declared|means?|proves?|shows?|revealed|confirmed|reported|alleged)\b(?: \w+){0,3} that\b"
)
_SPORTING = re.compile(r"\b(?:medals?|cups?|champion\w*|tournaments?|match\w*|rivals?|finals?|semi-?finals?|teams?|trophy|category|league|games?|players?|place)\b", re.IGNORECASE)


def find(text: str) -> list[Finding]:
    """Every formula of a clause, the earliest first."""
    found = []
    for kind, rule, pattern in _SIMPLE:
        for match in pattern.finditer(text):
            if not _is_no_news(text, match.start()) and not (rule == "exchanged" and _SPOKEN.match(match.group())):
                found.append(Finding(kind, rule, match.start(), match.end(), match.group()))
                break
    found += _held(text)
    found = [finding for finding in found if finding.type != "sport" or finding.rule == "held" or _SPORTING.search(text)]
    return sorted(found, key=lambda finding: finding.start)


_SUBORDINATE = re.compile(r"(?:When|As|While|If|Once|After|Before|Though|Since)\b[^,]*,")
# Words of thanks and good wishes that were only spoken.
_SPOKEN = re.compile(r"(?:extended|conveyed|presented) (?:[\w-]+ ){0,4}?(?:congratulations|greetings|thanks|condolences|consolation)$")


def _is_no_news(text: str, position: int) -> bool:
    opening = _SUBORDINATE.match(text)
    return bool(
        (opening and position < opening.end())
        or _NOT_NEWS.search(text, max(0, position - 24), position) or _ACCOUNT.search(text, 0, position)
    )


def relief(text: str) -> Finding | None:
    """Work on the consequences of a disaster, which counts while it goes on."""
    match = _RELIEF.search(text)
    return Finding("disaster", "relief", match.start(), match.end()) if match else None


_OPENING = re.compile(r"^(?:(?:At|In|On|During|After|Before|Following|Prior to|Amid|With|Upon)\b[^,◊]*, |(?:Meanwhile|Earlier|Then|Also|Later),? )+")
_PREPOSITION = re.compile(r" (?:in|at|on|to|for|with|by|from|under|amid|by|given|held|sponsored|staged|of)\b")


def _held(text: str) -> list[Finding]:
    found = []
    for match in _TOOK_PLACE.finditer(text):
        if _is_no_news(text, match.start()):
            continue
        opening = _OPENING.match(text)
        subject = text[opening.end() if opening else 0 : match.start()]
        head = head_noun(subject)
        if head and not (match.group().split()[0] not in ("took", "was", "were") and re.search(r"◊\d+ (?:and his party )?$|, $", subject)):
            found.append(Finding(head[1], "held", match.start(), match.end(), head[0], True))
            break
    match = _THERE_WAS.search(text)
    head = match and head_noun(match["object"])
    if head:
        found.append(Finding(head[1], "there-was", match.start(), match.start("object"), head[0], True))
    for match in _GAVE.finditer(text):
        if _is_no_news(text, match.start()):
            continue
        words = match["object"]
        near = _PREPOSITION.search(words, 4)
        head = head_noun(words[: near.end() + 14] if near else words)
        if head:
            noun = re.search(re.escape(head[0]), words, re.IGNORECASE)
            if near and noun and noun.start() > near.start():
                continue
            found.append(Finding(head[1], "gave", match.start(), match.start("object"), head[0], True))
            break
    return found
