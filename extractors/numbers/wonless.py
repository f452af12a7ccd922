"""Sums of money without 원, which the press leaves out of headlines and beside a word for money (국비 70억)."""

from __future__ import annotations

import re

from extractors.facts import Amount
from extractors.numbers.amounts import make, tidy
from extractors.numbers.companions import left_word
from extractors.numbers.numerals import SCALES
from extractors.numbers.site import Site

# 국비 70억, 시비 30억 등: where money is spoken of the press leaves 원 out.
_SUMS = (
    "국비 도비 시비 군비 구비 지방비 사업비 공사비 제작비 연구비 인건비 운영비 유지비 개발비 건설비 투자비"
    " 광고비 치료비 선거비 금 액 료 값 매출 영업익 피해 예산 연봉 빚 부채 자산 재산 이익 순익 적자 흑자 손실 수익"
    " 전세 매매 호가 분양가 시가 감정가 매매가 실거래가 낙찰가 가격 몸값 대출 융자 현금 시총 비 비용 차익 세수 연금"
)
# 지금 10억이 넘는: words that only end as those do.
_NO_SUMS = ("지금", "방금", "조금", "소금", "황금", "다금")
_SUM_ENDINGS = tuple(_SUMS.split())
_WITHOUT_WON = re.compile(
    r"(?=[,·)▲△…’”'\"]| ?[▲△]| (?:등|규모|이상|이하|안팎|가량|정도|초과|돌파|육박)(?![가-힣]{2})"
    r"|[을를이은에](?![가-힣])"
    r"|으로|이(?:다|며|고|었)|인(?:데|가)|까지|대[를로의에]|씩|$"
    "| (?:받[는은고아았]|벌[어었고]|막[았아]|입[었은]|넘|시대|고지|붕괴"
    "|첫 |쾌척|기탁|['‘]|때문|탓|확보|편성|증액|삭감|감액|배정|반영|요청"
    "|늘[어었]|줄[어었]|더 |또 |전액))"
)


# 370억 이익을 냈다, 6조 정도의 적자: or the word for money stands behind.
_SUM_RIGHT = re.compile(
    "(?:| ?(?:정도|규모|가량|안팎|이상|상당)의?(?: [가-힣]{2,4})?|[이을] 넘는|에 (?:달하는|이르는|육박하는))"
    " (?:빚|부채|이익|순익|적자|흑자|손실|자산|재산|매출|예산|투자"
    "|대출|기부|뇌물|횡령|배상|보상금|과징금|벌금|연봉|상금|투입|들[여인이]|쏟아|빼돌|챙[긴겨겼]|뛴|융자|출연|손배|순?매[수도]"
    "|계약금?|현금|펀드|기금|로또|당첨금|지원|장학금|성금|후원금|기부금)"
    "(?![가-힣]{3})"
    # 2억 올랐다, 2억 '껑충': no crowd does so.
    "| (?:오[른르]|올[라랐]|떨어[진졌지]|급등|급락|하락|뛰[어었]|['‘]?(?:껑충|뚝|쑥)|챙[긴겨겼]"
    "|가로[채챈챘]|뜯|떼[였인]|빌려|내놔"
    "|[안못] (?:낸|내|냈|갚|받))"
    "|짜리|씩(?![가-힣])| ?어치"
    # 5억을 낸다: what is done with money alone; 시는 3억, 도는 5억을 부담한다: with all of a row.
    "|(?:(?:씩)?, ?(?:[가-힣]{1,8} )?[0-9][0-9,.천백만억조]{0,12}[억조](?:씩)?){0,4}"
    "[을를] (?:더 |또 |모두 |각각 |전액 )?"
    "(?:들[여이인]|투[입자]|쓴|썼|쓰[고는기]|쓸|써|뺀|뺐|낸|냈|내(?:고|기|야|며|놓|건|걸)|낼|지[급불원출]|기[부탁]|빌[려렸린리]"
    "|갚|대출|횡령|빼돌|물[어었]|물고|날[려렸린리]|편성|배정|출연|융자|쾌척|송금|보탠|보태|보탰|쏟아|부담|분담|가로[채챈챘]"
    "|뜯|챙[긴겨겼기]|받[았은는고아]|건[네넨넸]|요구)"
)
# 30억대 아파트: a band, of what is bought or lost for so much.
_BAND_RIGHT = re.compile(
    "대 (?:[가-힣]{2,5} )?(?:사기|횡령|배임|뇌물|도박|탈세|체납|밀수|소송|금품|현금|수표|리베이트|비자금"
    "|아파트|주택|저택|빌라|건물|빌딩|땅|토지|부동산|전세|보증금|외제차|수입차|슈퍼카|명품|로비|비리|주식"
    "|연봉|소득|수입|수익|매출|재산|자산|빚|채무|부채|피해|손해|손실|몸값|계약|상금|보험금|배상|과징금"
    "|벌금|세금|공사|사업|투자|예산|기부|후원|대출|부자)"
    "(?![가-힣]{4})"
)


# 1억8334만을 뺀: a number of 억 that goes on to 만.
_TENS_OF_MILLIONS = re.compile(r"[억조][^ ]*만\Z")
# 3억5000에 내놨다: behind 억 the 만 goes without saying, as the 원 does.
_SHORT = re.compile(r"억 ?(?:[0-9]{4}|[0-9]천(?:[0-9]백)?)\Z")


# 180억 원(국비 90, 도비 90): who pays how much of a sum, in its scale.
_FUNDS = ("국비", "도비", "시비", "군비", "구비", "지방비", "자부담", "민자", "민간")
_SHARES = re.compile(r"([만억조]) ?원\((?:[^()]{0,40}[ ,·(])?[가-힣·]{2,5} ?\Z")


def _share_of_funds(text: str, site: Site) -> Amount | None:
    """Return the share that a plain number says in a bracket behind the whole sum, or None."""
    value = site.reading.value
    if value is None or text[site.end : site.end + 1] not in (",", "·", ")") or not text[site.end - 1].isdigit():
        return None
    if not text[max(0, site.start - 5) : site.start].rstrip(" ").endswith(_FUNDS):
        return None
    whole = _SHARES.search(text, max(0, site.start - 52), site.start)
    if whole is None:
        return None
    share = tidy(value * SCALES[whole[1]])
    numbers = (share, share, share)
    return make(text, site.start, site.end, numbers=numbers, approx=site.reading.approx, code="KRW", rule="amount.won")


def read_without_won(text: str, site: Site) -> Amount | None:
    """Return the sum that a number of 억 or 조 without 원 says beside a word for money (``국비 70억``), or None."""
    if site.style not in ("digits", "vague"):
        return None
    if (share := _share_of_funds(text, site)) is not None:
        return share
    reading, short = site.reading, None
    if text[site.end - 1] not in "억조" and not _TENS_OF_MILLIONS.search(text, site.start, site.end):
        short = _SHORT.search(text, site.start, site.end) if reading.value is not None else None
        if short is None:
            return None
    if short is not None or not (_BAND_RIGHT.match(text, site.end) or _SUM_RIGHT.match(text, site.end)):
        word = left_word(text, site.start)
        behind = (
            site.style == "digits"
            and not word.startswith(_NO_SUMS)
            and (word.endswith(_SUM_ENDINGS) or word[:-1].endswith(_SUM_ENDINGS))
        )
        if not behind or not _WITHOUT_WON.match(text, site.end):
            return None
    rule = "amount.vague" if reading.low is None else "amount.range" if reading.value is None else "amount.won"
    numbers = reading[:3]
    if short is not None and reading.value is not None:
        whole = reading.value // 10**8 * 10**8
        numbers = (tidy(whole + (reading.value - whole) * 10**4),) * 3
    return make(text, site.start, site.end, numbers=numbers, approx=reading.approx, code="KRW", rule=rule)
