"""What a word is by its ending: a noun, a noun with a particle, or a form of a verb."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.numbers.units import rows

_CLASSES: dict[str, set[str]] = {"not_counted": set(), "abstract": set(), "noun": set(), "place": set()}
for _word, _class in rows("nouns.tsv"):
    _CLASSES[_class].add(_word)
_PLACES = _CLASSES["place"]
NOT_COUNTED = frozenset(_CLASSES["not_counted"] | _PLACES | {place + rank for place in _PLACES for rank in "시군구"})
ABSTRACT = frozenset(_CLASSES["abstract"])
NOUNS = frozenset(_CLASSES["noun"])


def _closed(finals: str) -> str:
    """Return every syllable that ends with one of these final consonants, for a class of a regex."""
    places = ["\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".index(final) for final in finals]
    return "".join(chr(block + place) for block in range(0xAC00, 0xD7A4, 28) for place in places)


# Stems that end without a consonant, as a noun before the particle 는 does: 다니는, but 할머니는.
VERB_STEM = (
    "(?:(?<!(?<![가-힣])[지산휘부영])[하되]|[모오고흐따치부이]르|다니|지니|기다리|모이|지내|보내|펴내|끝내|만드|힘드|머무"
    "|[걸달날올내버때열풀끌몰늘돌알들팔깔갈]리|가르치|고치|마치|바치|미치|펼치|그치|겹치|놓치|넘치|다치|거치|합치|외치"
    "|지키|시키|으키|삼키|[맡옮남숨즐생이넘]기|벌이|줄이|높이|[어려겨워뤄]지|무너지|사라지|떨어지"
    "|[나어아]오|려오|몰려오|다가오|[들살돌이]어?가|나가|(?<![가-힣])[오가서사자타주보쓰크뜨뛰])"
)
ADNOMINAL = re.compile(
    f"(?:[{_closed('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ')}]는|{VERB_STEM}는"
    "|[젊많높낮받맞찾넘않좋깊얻잃늙굵짧밝앓낳같넓얕얇]은|(?:(?<![가-힣])|[아어])[담입적작남죽]은"
    "|[던된될할]|[가-힣]한|[가-힣]적인|[가-힣]{2}적|[가-힣]로운|(?:시|지|으|들|삼)킨"
    "|[걸열내올몰밀실알팔풀쏠버뿌흘차어벌들달늘살날말놀울돌굴불빌때느흐누노물눌쓸찔질털틀떨갈깔홀끌뚫]린|(?<![가-힣])여린"
    "|[맡남숨옮넘생벗당즐안앗잠담끊쫓이찢뜯챙새]긴|[가-힣]힌|[다미마펼훔합뭉걸거지떨놓그겹고바스망해설외]친"
    "|[줄죽먹속붙높들쌓섞쓰보모놓꼬숙녹벌묶꺾끓덮깎엮낚트]인|(?:움직|기울)인"
    "|[치세키태비지채배피싸까려거다러서도구메벼쉬깨재]운|[가-힣]가운|[나바예기]쁜|[아슬고]픈|(?:다|모|부|오|이|빠|따|치|지|흐|두|찌|바|게)른"
    "|(?:나|들어|넘어|앞|맞|돌아|일어|늘어|물러|다가)선|(?:나|들어|돌아|다녀|걸어|찾아|내려|올라|가져|데려|몰려|넘어|살아|이어|지켜|쫓아|다가)온"
    "|(?:들어|나|올라|내려|끌려|돌아|찾아|넘어|따라|지나|날아|빠져나|건너)간|(?:지켜|살펴|알아|내다|돌아)본|(?:펴|끌어|찾아|꺼|만들어|해|이겨)낸"
    "|(?:도와|보여|빌려|알려|건네|나눠|들려)준"
    "|[만힘어며여려잠병물]든|(?:날아|파고)든|(?:끝|만|떠|러|어|타|지|아|겨|빛|고장|조각|소문|바닥|동강|사고|구멍|펑크|들통|탄로)난|(?:숨|려|빠|어|가|러|던|커|워|해|벌|달라|무너|부서|사라|갈라|터|꺼|켜|뤄|겨|혀|쳐|춰|처|깨|쓰여|보내)진"
    "|(?:다닐|지낼|보낼|펴낼|만들|이끌|뽑힐|[맡옮남]길|나갈|나설|나올|들어갈|들어올|(?<![가-힣])[오치]를|떠오를|다룰|이룰|누릴|겨룰|빛낼))"
    r"\Z"
)
VERB_END = re.compile(
    "(?:하고|되고|하며|되며|이며|으며|이고|면서|통해|위해|비해|대해|의해|인해|따라|지만"
    "|하면|되면|하게|되게|하여|라며|라고|다며|다고|하자|하지|려고|도록|거나|든지|이라|고서"
    "|했다|됐다|한다|된다|자마자|씩|히"
    "|[지치리나르오두가기키시우열들잡남먹팔풀벌돌막죽녹썩찍적뽑접돕굽씻벗짓잇웃붓앗솟끌틀물알걸털달몰그누꾸끄쓰]고"
    "|부수고|[타쥐메놀깨켜넘뛰눕크작빼말]고|건너고|(?<![가-힣])[자울주]고|(?:보|끝|지|펴)내고|다녀|지녀|견뎌|버텨|마셔|모셔"
    f"|[{_closed('ㄲㄵㄶㄷㄺㄻㄼㄾㄿㅀㅄㅆㅈㅊㅌㅍㅎ')}]고|(?<![왕쌀])겨"
    "|[다요죠며해쳐려져워돼봐혀켜펴춰둬눠꿔줘]|[받찾살같많잡남맞모돌쌓담갚팔앉날달말알밟닦낳좋놓막닫쫓뽑볶깎꽂맡녹갈삼안]아"
    "|[들넘늘줄이열걸벌떨틀끌풀묶먹있없했맺적뛰되띄실얻찍겪웃벗쏟죽잊찢젖썩접꺾뜯묻믿걷굳집씻끊뚫읽끼튀물데]어|[둘눌질찔]러"
    "|[해돼면라와가나앞맞아어래여려져쳐]서|나서서"
    "|[작많적높낮르늦쉽렵볍겁롭깊굵크있없]게|(?:되|[나어]오|나가|어가|나서|들어서|[어커려혀]지|[열풀걸몰밀끌팔들알]리|[넘놓닥마외]치)자|(?:하|보|놀|으)러|느라|더불어|암아|놔"
    "|[벌들보줄높모붙속숙먹쓰섞쌓녹죽꺾덮묶깎싸놓직끓치쏘쪼엮낚]여"
    "|[았었했됐하되렸졌쳤켰겼셨췄왔갔났섰썼뒀줬였]지|[따달올이니몰잘골]라|[가-힣]면|[굴흘불머]러"
    "|(?:[들걸뛰기튀날]어|[찾쫓돌살날]아|[내몰빌올]려|가져|데려|다녀)와|(?:이틀|[사나열]흘|[닷엿]새|레"
    "|보름|하루|주일|달)(?:간|째)"
    r"|(?:이틀|[사나열]흘|[닷엿]새|하루|주일|달|년|[0-9]일)새|[는은던한인]데|거나|이나|[하되보더으]니|에든)\Z"
)
JOSA_END = re.compile(
    "(?:(?<!유)엔|에겐|에서|에게|에게서|한테|한테서|으로|로서|로써|까지|부터|보다|처럼|에는|에선|에도|에만|으로는"
    r"|으로도|부턴|께서|에|로|의|와|과)\Z"
)
_JOSA = re.compile(
    "(?:들)?(?:에서는|에서도|으로는|에게는|에게서|에서|에게|으로|이나|까지|부터|에는|에도"
    "|마다|인데요|인데|이죠|이라|이다|입니다|이며|이고|였다|이었다|처럼|보다|중|에"
    r"|은|는|이|가|을|를|의|와|과|도|만|로|다|라|나|씩)\Z"
)


_SURE_JOSA = frozenset("을 를 은 는 의 에 에서 으로 에는 과 와 씩".split())


_SONS = frozenset("큰아 작은아 막내아 의붓아 외아 친아 맏아".split())


@lru_cache(maxsize=1 << 14)
def strip(word: str) -> str | None:
    """Return a word without its particle and plural."""
    word = word.rstrip(".?!…·")
    if is_whole(word):
        return word
    if word[-1:] in ("나", "다") and is_whole(word[:-1]):
        # 어린이나 and 고구마다 are no 어린 and no 고구.
        return word[:-1]
    noun = _JOSA.sub("", word)
    if word[len(noun) :] in _OPEN_ONLY and noun and _is_closed(noun[-1]):
        # 신라: 신 would take 이라.
        noun = word
    if noun in NOUNS:
        return noun
    if len(noun) == 1 and word[1:].startswith("들"):
        # 아들이: the second syllable is the noun's own.
        return noun + "들"
    if noun in _SONS and word[len(noun) :].startswith("들"):
        return noun + "들"
    if not noun or (len(noun) == 1 and word[1:] not in _SURE_JOSA and noun not in NOUNS and noun != "글"):
        noun = word
    return singular(noun) or None


# 어딘가, 누군가: a question's ending.
_ASKED = re.compile(r"(?:[인는은던운군젠딘런뭔]|을)가\Z")


def _takes_no(word: str) -> bool:
    """Return whether what ends as a particle cannot be one: 농가 and 치과, which would take 이 and 와, are whole."""
    last = word[-1:]
    if len(word) < 2 or last not in _FORMS or not "가" <= word[-2] <= "힣":
        return False
    return _is_closed(word[-2]) is _FORMS[last] and not _ASKED.search(word)


def _is_closed(syllable: str) -> bool:
    """Return whether a syllable of Hangul ends with a consonant."""
    return "가" <= syllable <= "힣" and (ord(syllable) - 0xAC00) % 28 > 0


# What a particle of this form never follows: a final consonant (True) or none.
_OPEN_ONLY = frozenset("라다나를는")
_FORMS = {"가": True, "와": True, "과": False, "이": False, "을": False}


# 샀다, 팔았고, 있는: a syllable that ends with ㅆ is a verb's; 산다, 만든다.
_TENSED = re.compile(f"[{_closed('ㅆ')}]|[{_closed('ㄴ')}]다\\Z")


def is_verb(word: str) -> bool:
    """Return whether a word is a form of a verb that closes a clause or goes on to another (샀다, 팔았고, 만들어)."""
    if is_whole(word):
        return False
    return _TENSED.search(word) is not None or (VERB_END.search(word) is not None and _JOSA.sub("", word) == word)


def singular(word: str) -> str:
    """Return a noun without the 들 of the plural; 막내아들 has none."""
    return word if len(word) < 3 or word.endswith("아들") else word.removesuffix("들")


@lru_cache(maxsize=1 << 14)
def is_whole(word: str) -> bool:
    """Return whether a word is a noun as it stands, though it may end as a particle or a verb does."""
    # 길고양이: a compound ends as its last noun does.
    if word in NOUNS or (word[-3:] in NOUNS and word[-3:] != "원자로") or NOUN_END.search(word) or _takes_no(word):
        return True
    return word[-1:] in ("도", "로") and _WAY.search(word) is not None


_DIGIT = re.compile(r"\d")
# 119구급대원, 112상황실: the number one calls.
_EMERGENCY = ("119", "112")


@lru_cache(maxsize=1 << 14)
def is_noun(word: str) -> bool:
    """Return whether a word that no list knows ends as a noun does: no particle, no ending of a verb."""
    if word in "은는이가을를의에로와과도만" or word.endswith(("씨", "등", "당", "때")):
        return False
    if word[-1] in "은는을를이가도만":
        return False
    if _DIGIT.search(word) and not word.startswith(_EMERGENCY):
        return False
    if len(word) == 1:
        # 탄, 온, 갈, 켜: one syllable that closes as a form of a verb does.
        return (ord(word) - 0xAC00) % 28 not in (4, 8) and word not in "켜펴쳐져커떠꺼봐줘둬춰쏴"
    return not (ADNOMINAL.search(word) or VERB_END.search(word) or JOSA_END.search(word))


# Nouns that end as a word with a particle does: 귀걸이, 떡볶이, 식당, 물리학과.
NOUN_END = re.compile(
    "(?:[귀목옷]걸이|[계란김두]말이|볶이|(?<!아이)(?<![벽인])돌이|(?<![분전경논항투])쟁이|(?<!기)둥이|토박이|지킴이|젊은이|늙은이|구덩이|지팡이|달팽이"
    "|미꾸라지|먹이|놀이|장난감|손잡이"
    "|어린이|식당|성당|강당|경로당|평론가|번역가|비평가|작곡가|만화가|극작가|안무가|사진가|미술가|조각가"
    "|수집가|운동가|혁명가|애호가"
    "|연주가|무용가|불가|와이파이|건축가|예술가|활동가|전문가|마을|바늘|그을|개울|저울|방울|노을"
    "|(?:자산|등반|여행|모험|발명|철학|사상|재력|명문|독지|연출|실천|전략|이론|미식|지휘|성악|무속|사진|(?:기관|개인|외국인)투자)가"
    "|[가-힣]{2}(?:상가|평가|휴가|농가|작가|[공재피방침오상살]해)"
    r"|[가-힣]{2}(?<![대과입방])학과|소아청소년과|소아과|산부인과|이비인후과|피부과|신경과|정신과|비뇨기과|비뇨의학과|(?<![가-힣])[내외안치]과"
    r"|(?:정형|성형|신경|흉부|항문)외과|(?:소화기|호흡기|순환기|심장|신장|내분비|종양|혈액)내과)\Z"
)
# Ways that end in 도 or 로: 국도, 산책로 (behind a final consonant but ㄹ the particle is 으로).
_WAY = re.compile(
    "(?:지하차도|지하도|지하보도|지방도|횡단보도|(?:고속|일반)국도|(?<![가-힣])[국임낙군]도|[무유]인도|(?:도시|고속)철도"
    "|상수도|하수도|(?:설계|평면|조감|지형)도"
    "|(?:고속|전용|자전거|자동차|간선|순환|우회|진입|연결|접속|이면|외곽|민자|포장|해안|지하|제방|산간|관통)도로"
    rf"|[{_closed('ㄱㄴㄷㅁㅂㅅㅇㅍ')}]로|활주로|교차로|대피로|우회로|(?<!무)[배용농방하경]수로|(?<![가-힣])미로)\Z"
)
