"""Whom "he", "they" and "it" mean: the most salient of those mentioned that fit.

One rule: the subject of the same or the last sentence first; where nothing fits, nobody.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.know.actors.entry import FIGHTING
from dateline.know.actors.keys import words
from dateline.model import ActorRef
from dateline.read.actors.memory import Memory
from dateline.read.scene import ActorMention
from dateline.read.tokens import Tokens

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
_FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "madam", "queen", "princess", "lady"})
_MALE_TITLES = frozenset({"mr", "king", "prince", "sir", "lord"})
_BODILY = frozenset({"statement", "media", "newspaper", "channel", "agency", "gang", "militia"})
_MANY = frozenset(
    {"armed group", "army", "police", "government", "side", "alliance", "militia", "party"}
)
_SAYING = frozenset(
    """say tell add claim deny report announce declare note state insist warn stress admit write
    explain argue maintain continue conclude reply answer confirm acknowledge concede""".split()
)
_OF_WAR = frozenset(
    """take seize capture retake recapture overrun storm raid attack ambush shell bomb fire shoot
    kill execute behead abduct kidnap loot burn torch occupy control hold advance enter push
    besiege surround encircle retreat withdraw""".split()
)
"""What those in arms do: of two that "they" could mean, the one in arms does it."""
_OF_TALKS = frozenset("discuss agree meet talk confer negotiate sign consult exchange".split())
_BANDS = frozenset({"armed group", "militia", "alliance", "side"})
_FAR = 3  # sentences over which a pronoun may reach back


def of_pronoun(mention: ActorMention, earlier: ActorMention) -> ActorMention:
    """Return a pronoun as whoever an earlier mention stands for."""
    ref = earlier.ref
    return replace(
        mention,
        ref=ActorRef(text=ref.text, name=ref.name, id=ref.id, plover=ref.plover, span=mention.span),
        resolved_from=earlier.resolved_from if earlier.kind == "pronoun" else earlier.span,
        role=earlier.role,
        speaks_for=earlier.speaks_for,
    )


def antecedent(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return whom a pronoun means, None where nobody mentioned so far fits."""
    tokens = memory.tokens
    word = tokens.lower[mention.head]
    memory.asked = mention.head
    here = tokens.sentence[mention.head]
    best: tuple[float, ActorMention] | None = None
    for earlier in reversed(memory.said):
        distance = here - tokens.sentence[earlier.head]
        if distance > _FAR:
            break
        if earlier.kind == "pronoun" and earlier.resolved_from is None:
            continue
        if not _fits(word, earlier, memory) or (distance and _dead(mention, earlier, tokens)):
            continue
        if not distance and _bound(mention, earlier, tokens):
            if best is None and _others_between(mention, earlier, tokens):
                return None
            continue
        if word in IT and _speaks(mention, tokens) and memory.quoted(earlier):
            continue  # "Chad is not a monarchy," it said. IT says it holds the town
        if tokens.lemma[earlier.head] in _TELLERS and _makes_war(mention, tokens):
            continue  # "SOURCES close to the rebels said THEY had taken it"
        score = _salience(mention, earlier, distance, memory)
        if best is None or score > best[0]:
            best = score, earlier
    if best is None:
        return None
    if word in IT and not _acting(mention, best[1], tokens):
        return None
    return best[1]


def _salience(mention: ActorMention, earlier: ActorMention, distance: int, memory: Memory) -> float:
    tokens = memory.tokens
    base = tokens.dep[earlier.head]
    score = -1.5 * distance
    if base.startswith("nsubj"):
        score += 2.0 if distance <= 1 else 1.0
    elif base.startswith(("obj", "iobj", "appos")):
        score += 0.5
    done_to = not tokens.dep[mention.head].startswith("nsubj")
    if distance == 0 and done_to and _does(earlier, mention, tokens):
        score -= 3.0  # who does and who is done to are two
    if earlier.kind == "pronoun":
        score += 0.5
    if _speaks(earlier, tokens):
        if _speaks(mention, tokens):
            score += 1.5  # who spoke goes on speaking
        elif distance and base.startswith("nsubj"):
            score -= 1.0  # and is less likely to be whom was spoken of
    score -= 3.0 * _reproaching(mention, earlier, tokens)  # "punished Syria for ITS attack"
    score += 2.5 * _struck(mention, earlier, tokens)  # "shot the gunmen as THEY fled"
    score += 3.0 * _beside_where(mention, earlier, tokens)
    score += 4.0 * _spoken_for(mention, earlier, tokens)
    if tokens.case(earlier.head) == "against" and not done_to:
        score -= 2.0  # who is fought goes on being spoken of, not speaking
    if _makes_war(mention, tokens) and _in_arms(earlier, memory):
        score += 1.0
    if distance == 0 and _grips(mention, tokens) and _in_arms(earlier, memory):
        score += 3.0  # "held by the militia, A is still in ITS hands", whoever was told of before
    if tokens.lower[mention.head] in THEY and tokens.tag[earlier.head] not in ("NNS", "NNPS"):
        score -= 1.0 if _talks(mention, tokens) and earlier.role else _as_many(earlier, memory)
    score -= (mention.head - earlier.head) * 0.01
    return score


_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"})


def _spoken_for(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether somebody is told of by his own voice ("MACHAR's spokesman said HE left")."""
    voice = tokens.head[earlier.head]
    if tokens.lemma[voice] not in _VOICES or tokens.base[earlier.head] not in {"nmod", "compound"}:
        return False
    verb, above = tokens.head[voice], tokens.head[mention.head]
    for _ in range(_DOWN + 2):
        if above == verb:
            return tokens.head[mention.head] != verb
        above = tokens.head[above]
    return False


def _beside_where(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether somebody is told of beside the place where "he" acts.

    "The aim was to prevent the return of HENRY from Kenya, where HE signed an agreement".
    """
    verb = tokens.head[mention.head]
    where = any(tokens.lower[c] in {"where", "when"} for c in tokens.children[verb])
    if not where or tokens.dep[verb] != "acl:relcl":
        return False
    noun = tokens.head[verb]
    while noun != earlier.head and tokens.base[noun] in {"nmod", "appos"}:
        noun = tokens.head[noun]
    return earlier.head == noun or (
        tokens.base[earlier.head] == "nmod" and tokens.head[earlier.head] == noun
    )


_TELLERS = frozenset({"source", "witness", "eyewitness", "correspondent", "journalist", "reporter"})
_DYING = frozenset("die perish drown succumb".split())
_KILLING = frozenset("kill execute behead massacre slaughter murder slay lynch hang".split())


def _dead(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention does what the dead cannot ("five died. THEY held X")."""
    verb, ending = tokens.head[mention.head], tokens.head[earlier.head]
    if not tokens.dep[mention.head].startswith("nsubj"):
        return False
    to_do = any(
        tokens.base[c] == "aux" and tokens.lower[c] in _STILL_TO_DO for c in tokens.children[verb]
    )
    if not to_do and not _makes_war(mention, tokens):
        return False
    said = tokens.dep[earlier.head]
    died = said == "nsubj" and tokens.lemma[ending] in _DYING
    return died or (said in ("obj", "nsubj:pass") and tokens.lemma[ending] in _KILLING)


_STILL_TO_DO = frozenset("must will shall should can".split())


def _does(earlier: ActorMention, mention: ActorMention, tokens: Tokens) -> bool:
    """Tell whether an earlier subject does what a mention is the object of.

    It does what an infinitive beside its verb tells as well ("shelled soldiers TO FORCE THEM out").
    """
    doer = earlier.head
    if tokens.base[doer] == "compound":
        doer = tokens.head[doer]  # "HEZBOLLAH fighters"
    if not tokens.dep[doer].startswith("nsubj"):
        return False
    own, verb = tokens.head[doer], tokens.head[mention.head]
    if own == verb:
        return True
    if tokens.base[mention.head] not in ("obj", "iobj", "obl"):
        return False
    for _ in range(_DOWN):
        if tokens.base[verb] not in ("advcl", "xcomp", "acl") or tokens.tag[verb] != "VB":
            return False
        if any(tokens.base[c] == "nsubj" for c in tokens.children[verb]):
            return False
        verb = tokens.head[verb]
        if tokens.base[verb] == "obj" and tokens.pos[verb] == "NOUN":
            verb = tokens.head[verb]  # "pursued ATTACKS against the army to force them"
        if verb == own:
            return True
    return False


def _bound(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether an object is that of whoever its own verb's subject is: "them" is others then.

    "The police barred the crowd and allowed THEM to march": not the police.
    """
    if tokens.base[mention.head] not in ("obj", "iobj"):
        return False
    verb, doer = tokens.head[mention.head], earlier.head
    if not tokens.dep[doer].startswith("nsubj"):
        return False
    for _ in range(_DOWN):
        if tokens.head[doer] == verb:
            return True
        subjects = any(tokens.base[c] == "nsubj" for c in tokens.children[verb])
        if tokens.base[verb] != "conj" or subjects:
            return False
        verb = tokens.head[verb]
    return False


def _others_between(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a noun between the two is whom an object means, and no actor that is known.

    "Declared two STAFF unwelcome and ordered THEM to leave": nobody told of before.
    """
    return any(
        tokens.tag[t] in ("NNS", "NN") and tokens.base[t] in ("obj", "iobj", "nsubj")
        for t in range(earlier.head + 1, mention.head)
    )


_DOWN = 3
"""Infinitives between a subject's verb and what is done to others."""
_REPROACHING = frozenset(
    """condemn denounce criticise criticize sanction punish impose slap blame accuse rebuke chide
    fault deplore censure expel bar charge penalise penalize target bomb strike attack""".split()
)
_FOR_WHAT = frozenset({"for", "over", "after"})


def _reproaching(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention reproaches another with what is "its": the deed is the other's."""
    here = tokens.sentence[mention.head] == tokens.sentence[earlier.head]
    doing = here and tokens.dep[earlier.head].startswith("nsubj")
    if not doing or tokens.dep[mention.head] != "nmod:poss":
        return False
    deed = tokens.head[mention.head]
    verb = tokens.head[deed]
    steps = {verb, tokens.head[verb]}  # "imposed SANCTIONS on Syria over its attack"
    over = tokens.case(deed) in _FOR_WHAT or tokens.case(deed) == "because of"
    return (
        over
        and any(tokens.lemma[v] in _REPROACHING for v in steps)
        and (tokens.head[earlier.head] in steps or _above(tokens, earlier, verb))
    )


def _above(tokens: Tokens, earlier: ActorMention, verb: int) -> bool:
    """Tell whether somebody's verb has another below it ("will lift a ban IMPOSED ON A")."""
    owner = tokens.head[verb]
    own = tokens.head[earlier.head]
    return tokens.base[verb] == "acl" and own == tokens.head[owner] and own != owner


_STRIKING = frozenset(
    """kill shoot shot ambush target bomb strike attack hit arrest capture intercept detain wound
    injure stop chase pursue gun shell repel""".split()
)


def _struck(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention does what an earlier one was at when it was struck."""
    doing, struck = tokens.head[mention.head], tokens.head[earlier.head]
    if not tokens.dep[mention.head].startswith("nsubj") or tokens.dep[earlier.head] != "obj":
        return False
    above = {tokens.head[doing], tokens.head[tokens.head[doing]]}  # "as they TRIED to flee"
    marks = {tokens.lower[c] for c in tokens.children[doing] if tokens.base[c] == "mark"}
    return tokens.lemma[struck] in _STRIKING and struck in above and bool(marks & {"as", "while"})


def _speaks(mention: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention is the subject of a verb of speech; who "is said to" says nothing."""
    subject = tokens.dep[mention.head] == "nsubj"
    return subject and tokens.lemma[tokens.head[mention.head]] in _SAYING


def _makes_war(mention: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention is the subject of what only those in arms do, or of a verb beside."""
    if not tokens.dep[mention.head].startswith("nsubj"):
        return False
    verb = tokens.head[mention.head]
    beside = (c for c in tokens.children[verb] if tokens.base[c] == "conj")
    return any(tokens.lemma[v] in _OF_WAR for v in (verb, *beside))


def _grips(mention: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention owns the hands or the control that something is in."""
    after = mention.head + 1
    return after < len(tokens) and tokens.lower[after] in _GRIP


_GRIP = frozenset("hands control grip rule grasp possession power".split())


def _talks(mention: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention is the subject of a verb of talks: two officials are "they"."""
    subject = tokens.dep[mention.head].startswith("nsubj")
    return subject and tokens.lemma[tokens.head[mention.head]] in _OF_TALKS


def _in_arms(mention: ActorMention, memory: Memory) -> bool:
    """Tell whether a mention is of those in arms: by its code, or by its noun ("guerrillas")."""
    code = mention.ref.plover
    if code is not None:
        return code.sector in FIGHTING
    agent = memory.register.lexicon.agents.get(words(memory.tokens.lemma[mention.head]))
    return agent is not None and agent.sector in FIGHTING


def _as_many(earlier: ActorMention, memory: Memory) -> float:
    """Return what a singular name loses as the antecedent of "they": less where it means men."""
    entry = memory.register.get(earlier.ref.id) if earlier.ref.id else None
    if entry is not None and entry.kind in _BANDS and entry.sector in FIGHTING:
        return 0.5
    return 3.0


def _fits(word: str, earlier: ActorMention, memory: Memory) -> bool:
    tokens = memory.tokens
    head = earlier.head
    if earlier.kind == "group" and memory.asked <= head and tokens.left(head) <= memory.asked:
        return False  # "their tanks" does not mean the tanks
    agent = memory.register.lexicon.agents.get(words(tokens.lemma[head]))
    if agent is not None and agent.sort == "weapon":
        return False
    if earlier.kind == "pronoun":
        group = next((g for g in (HE, SHE, THEY, IT) if tokens.lower[head] in g), frozenset())
        return word in group
    plural = tokens.tag[head] in ("NNS", "NNPS")
    if word in HE | SHE:
        if plural or earlier.kind == "organisation":
            return False
        single = earlier.kind == "person" or _one_person(earlier, memory)
        gender = _gender(earlier, memory)
        return single and gender in (None, "m" if word in HE else "f")
    if word in THEY:
        entry = memory.register.get(earlier.ref.id) if earlier.ref.id else None
        return plural or (entry is not None and entry.kind in _MANY)
    return not plural and earlier.kind != "person" and not _one_person(earlier, memory)


def _one_person(mention: ActorMention, memory: Memory) -> bool:
    """Tell whether a composed phrase means a single person ("a rescue worker")."""
    tokens = memory.tokens
    if mention.kind != "group" or tokens.tag[mention.head] in ("NNS", "NNPS"):
        return False
    key = words(tokens.lemma[mention.head])
    agent = memory.register.lexicon.agents.get(key)
    if agent is None or tokens.lemma[mention.head] in _BODILY:
        return False
    return agent.sort == "role" or (agent.sort == "member" and agent.side != "any")


def _gender(mention: ActorMention, memory: Memory) -> str | None:
    tokens = memory.tokens
    entry = memory.register.get(mention.ref.id) if mention.ref.id else None
    if entry is not None and entry.gender:
        return entry.gender
    agents = memory.register.lexicon.agents
    for text in (mention.role, mention.ref.text):
        for word in words(text) if text else ():
            if word in _FEMALE_TITLES:
                return "f"
            if word in _MALE_TITLES:
                return "m"
            agent = agents.get((word,))
            if agent is not None and agent.gender:
                return agent.gender
    before = mention.head - 1
    if before >= 0 and words(tokens.lower[before])[:1] in (("mr",), ("mrs",), ("ms",)):
        return "m" if words(tokens.lower[before])[0] == "mr" else "f"
    return None


def _acting(mention: ActorMention, earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether "it" is an actor here: owner, or doer after an actor that was the doer."""
    if tokens.lower[mention.head] == "its":
        apart = tokens.sentence[mention.head] - tokens.sentence[earlier.head]
        return apart == 0 or (apart == 1 and tokens.dep[earlier.head].startswith("nsubj"))
    subject = tokens.dep[mention.head].startswith("nsubj")
    verb = tokens.head[mention.head]
    if _of_parties(mention, tokens):
        return earlier.ref.id is not None
    if not subject or tokens.pos[verb] != "VERB":
        return False
    if _published(earlier, tokens):
        return tokens.lemma[verb] in _SAYING
    said = tokens.head[earlier.head]  # "an announcement by the group that it had taken"
    told = tokens.base[earlier.head] == "nmod" and tokens.case(earlier.head) in ("by", "of", "from")
    if (told or tokens.dep[earlier.head] == "nmod:poss") and tokens.head[verb] == said:
        return tokens.base[verb] in ("acl", "ccomp")
    if tokens.base[earlier.head] == "compound" and tokens.lemma[said] in _GATHERED:
        return tokens.dep[said].startswith("nsubj")  # "The AU SUMMIT closed. IT demanded"
    return tokens.dep[earlier.head].startswith("nsubj")


_GATHERED = frozenset("summit assembly council session meeting conference congress".split())
_GIVEN_UP_TO = frozenset("surrender defect capitulate".split())
_REPROACHED = frozenset({"accuse", "blame"})


def _of_parties(mention: ActorMention, tokens: Tokens) -> bool:
    """Tell whether "it" is what only a party can be: accused, or whom men surrender to."""
    verb, base = tokens.head[mention.head], tokens.base[mention.head]
    if base == "obj":
        return tokens.lemma[verb] in _REPROACHED and tokens.pos[verb] == "VERB"
    return (
        base == "obl" and tokens.case(mention.head) == "to" and tokens.lemma[verb] in _GIVEN_UP_TO
    )


_PUBLISHING = frozenset("post release publish issue circulate share air broadcast".split())


def _published(earlier: ActorMention, tokens: Tokens) -> bool:
    """Tell whether a mention is by whom words or pictures come ("a video posted BY THE GROUP")."""
    return (
        tokens.base[earlier.head] == "obl"
        and tokens.case(earlier.head) == "by"
        and tokens.lemma[tokens.head[earlier.head]] in _PUBLISHING
    )
