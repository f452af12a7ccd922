"""The rules of institutions that only the words around them point at, or that the article itself explains."""

from __future__ import annotations

from extractors.rules import Rule

CUE_RULES: tuple[Rule, ...] = (
    Rule(
        name="post_cue",
        kind="institution",
        about="An unknown name between a person and their post, or a university before its people",
        yes={
            "김가람 두레솔 대표는 고개를 숙였다.": "두레솔 (company)",
            "김가람 두레안과 원장은 고개를 저었다.": "두레안과 (hospital)",
            "핀란드 알토대 연구팀이 발표했다.": "알토대 (university)",
            "온누리솔대 물리학과 교수가 답했다.": "온누리솔대 (university)",
            "경선이 끝나자 김가람 캠프는 흩어졌다.": "김가람 캠프 (party)",
            "트럼프 캠프는 부인했다.": "트럼프 캠프 (party)",
        },
        no=(
            "김가람 전 대표는 말을 아꼈다.",
            "김가람 영업 이사가 맡았다.",
            "같은 세대 교수들이 모였다.",
            "한 사립대 교수와 명문대 학생이 답했다.",
            "선거 뒤 여름 캠프가 열렸다.",
            "김가람 캠프가 열렸다.",
        ),
    ),
    Rule(
        name="school_cue",
        kind="institution",
        about="A school by its short name, before its people, its teams or its grounds, or in a list with a school",
        yes={
            "새봄고 야구부가 훈련했다.": "새봄고 (school)",
            "두레초 6학년 셋이 상을 탔다.": "두레초 (school)",
            "온누리중 학생들이 쌀을 모았다.": "온누리중 (school)",
            "부산고와 두레고가 만났다.": "두레고 (school)",
        },
        no=(
            "손을 흔들고 학생들이 웃었다.",
            "돕겠다고 했고 학생들이 모였다.",
            "수업중 학생이 쓰러졌다.",
            "학기중 학생을 옮긴다.",
            "국민신문고 학생 민원이 늘었다.",
            "옛 포항초 분교 터에 새 마을이 들어섰다.",
            "응답자중 학생이 많다.",
            "다음달초 졸업 전시가 열린다.",
            "교통사고 학생을 도왔다.",
            "부산고, 가르치고 배우는 곳이다.",
        ),
    ),
    Rule(
        name="outlet_cue",
        kind="institution",
        about="An unknown name behind the word for what it is: an agency, a daily, a firm in quotation marks",
        yes={
            "소속사 달무리는 사실이 아니라고 했다.": "달무리 (company)",
            "배달 업체 '한걸음'은 수수료를 내렸다.": "한걸음 (company)",
            "가맹본부인 두레밥은 값을 올렸다.": "두레밥 (company)",
            "로봇 스타트업 온새미팔이 투자를 유치했다.": "온새미팔 (company)",
            "조명 기업 온새미빛이 새 공장을 착공했다.": "온새미빛 (company)",
            "은행은 핀테크 기업 온새미결과 업무협약을 맺었다.": "온새미결 (company)",
            "자회사 '소니 두레솔'은 문을 닫았다.": "소니 두레솔 (company)",
            "맥주 기업 세븐솔트는 소송에서 이겼다.": "세븐솔트 (company)",
            "그는 두레로지라는 회사를 차렸다.": "두레로지 (company)",
            "배달 앱을 운영하는 두레프레시는 문을 닫았다.": "두레프레시 (company)",
            "하청업체 두레손길 소속 기사가 다쳤다.": "두레손길 (company)",
            "충전기업 세븐펫은 문을 닫았다.": "세븐펫 (company)",
        },
        no=(
            "소속사 관계자는 말을 아꼈다.",
            "매체 보도가 이어졌다.",
            "업체 직원들이 모였다.",
            "항공사 승무원이 웃고 방송사 카메라가 돌았다.",
            "부품 업체 임직원이 모였다.",
            "부품 기업 대표단과 협약을 맺었다.",
            "스타트업 구조조정이 투자를 늦췄다.",
            "벤처기업 경영혁신이 선정됐다.",
            "이 회사 드라이브가 지워졌다.",
            "카페를 운영하는 부부가 쉬었다.",
            "전국 1위라는 업체가 왔다.",
            "대기업이라는 회사를 그만뒀다.",
            "배달 플랫폼 라이더는 쉰다.",
        ),
    ),
    Rule(
        name="report_cue",
        kind="institution",
        about="An unknown paper or agency: the subject of 보도했다, or the magazine whose issue is named",
        yes={
            "두 나라가 만난다고 온새미가 9일 보도했다.": "온새미 (media)",
            "다리가 끊겼다고 온새미로그가 9일(현지시간) 전했다.": "온새미로그 (media)",
            "화보는 리빙솔 5월호에 실렸다.": "리빙솔 (media)",
        },
        no=(
            "외신이 9일 보도했다.",
            "이같이 보도했다.",
            "계약이 끝났다고 보도했다.",
            "현장소식통이 9일 전했다.",
            "김가람이 9일 전했다.",
        ),
    ),
    Rule(
        name="shared_ending",
        kind="institution",
        about="A name that leaves its ending to the last of a list joined by middle dots",
        yes={
            "하나·신한은행 직원들이 모였다.": "하나은행 (bank)",
            "경희·숭실대는 강의를 나눴다.": "경희대학교 (university)",
            "부산·대구고법이 바뀐다.": "부산고등법원 (court)",
            "국토·환경부는 물을 나눈다.": "국토교통부 (government)",
        },
        no=(
            "하나·둘을 센 은행이다.",
            "주말·신한은행 휴무를 알렸다.",
            "여수·광양시는 길을 잇는다.",
            "거래 은행(국내·해외)을 바꿨다.",
        ),
    ),
    Rule(
        name="club_city",
        kind="institution",
        about="A football club that is called by its city alone, in a match or in brackets behind its player",
        yes={
            "프로축구 전북이 짐을 쌌다.": "전북 현대 모터스 (sports)",
            "프로축구 골키퍼 김가람(울산)이 몸을 날렸다.": "울산 HD FC (sports)",
            "축구장에서 포항은 2-0으로 이겼다.": "포항 스틸러스 (sports)",
        },
        no=("전북은 2-0으로 이겼다.", "축구를 좋아하는 김가람은 전북의 한 마을에 산다.", "축구팬이 울산을 찾았다."),
    ),
    Rule(
        name="officer_cue",
        kind="institution",
        about="An unknown name whose head stands in brackets behind it",
        yes={
            "두레솔(대표 김가람)은 숲을 가꾼다.": "두레솔 (company)",
            "'새봄 빛'(대표이사 김가람)은 등을 판다.": "새봄 빛 (company)",
            "새봄누리(대표·김가람)는 빵을 굽는다.": "새봄누리 (company)",
            "온새미초(교장 김가람)는 운동회를 열었다.": "온새미초 (school)",
        },
        no=(
            "그 회사(대표 김가람)는 말이 없었다.",
            "새봄마을(옛 대표 시장)을 찾았다.",
            "김모씨(대표 김가람의 형)가 왔다.",
        ),
    ),
    Rule(
        name="list_cue",
        kind="institution",
        about="Unknown names in a list that ends in what they are",
        yes={"참여한 곳은 삼성전자, 두레솔 등 2개 기업이다.": "두레솔 (company)"},
        no=("사과, 배 등 과일을 샀다.", "서울, 부산 등 2개 도시에서 열렸다.", "이날 등 업체들은 말이 없었다."),
    ),
    Rule(
        name="bracket_alias",
        kind="institution",
        about="A short form in brackets beside a name, a mention of its own",
        yes={
            "한빛에너지평가원(이하 한에평)을 세웠다.": "한빛에너지평가원 (public_corporation)",
            "한빛정보기획평가원(HBIT)을 세웠다.": "한빛정보기획평가원 (public_corporation)",
            "한빛에너지평가원(원장 김가람, 이하 ‘한에평’)을 세웠다.": "한빛에너지평가원 (public_corporation)",
        },
        no=("금오공대(경북)가 참여한다.", "한빛정보기획평가원(원장 김가람)을 세웠다."),
    ),
    Rule(
        name="short_form",
        kind="institution",
        about="A short form that the article introduced, or a name that it explained, wherever else it stands",
        yes={
            "한빛에너지평가원(이하 한에평)을 세웠다. 한에평은 과제를 고른다.": "한빛에너지평가원 (public_corporation)"
        },
        no=("한에평은 과제를 고른다.",),
    ),
)
