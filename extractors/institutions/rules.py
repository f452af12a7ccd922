"""The rules that an institution can come from, each with texts that it must read and texts that it must not."""

from __future__ import annotations

from extractors.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        name="registry_name",
        kind="institution",
        about="A name or short name of the registry, named by the article's day and region",
        yes={
            "과기정통부는 새해 예산안을 설명했다.": "과학기술정보통신부 (government)",
            "숭실대와 함께 연구한다.": "숭실대학교 (university)",
            "헌재는 합헌이라고 했다.": "헌법재판소 (court)",
            "백인규 포항시의회 의장이 인사했다.": "포항시의회 (legislature)",
            "새 반도체는 SK하이닉스가 만든다.": "SK하이닉스 (company)",
        },
        no=(
            "이강덕 포항시장이 현장을 둘러봤다.",
            "서울 중구의 한 호텔에서 행사가 열렸다.",
            "현대적인 건물과 대상자 명단을 살폈다.",
            "회사원은 삼성동에 산다.",
        ),
    ),
    Rule(
        name="actor",
        kind="institution",
        about="Police, prosecution, parliament, government and the president's office named bare, as who acts",
        yes={"경찰은 목격자를 찾고 있다.": "경찰 (police)", "국회가 법안을 통과시켰다.": "국회 (legislature)"},
        no=("경찰관 두 사람이 다쳤다.", "시위를 막던 경찰 20명이 다쳤다.", "국회의원은 말을 아꼈다."),
    ),
    Rule(
        name="foreign_body",
        kind="institution",
        about="A body with its country: of a government's bodies never the Korean one of that name",
        yes={
            "브라질 정부는 유감을 나타냈다.": "브라질 정부 (government)",
            "칠레 법무부는 이를 부인했다.": "칠레 법무부 (government)",
            "영국 옥스퍼드대는 시험을 미뤘다.": "옥스퍼드대학교 (university)",
            "산둥성은 공장을 멈췄다.": "산둥성 (local_government)",
            "페루 광업부는 굴을 닫았다.": "페루 광업부 (government)",
        },
        no=(
            "법무부는 이를 부인했다.",
            "브라질 선수단이 도착했다.",
            "네바다주에서 불이 났다.",
            "중국 수뇌부가 모였다.",
            "일본 무역국을 앞섰다.",
            "페루 경제성을 따졌다.",
        ),
    ),
    Rule(
        name="suffix",
        kind="institution",
        about="A name that no registry holds, read by its ending and the places, countries and nouns that lead it",
        yes={
            "한빛바이오산업진흥원이 문을 열었다.": "한빛바이오산업진흥원 (public_corporation)",
            "새봄초등학교에서 수업을 참관했다.": "새봄초등학교 (school)",
            "충북 제천 이차부품 기업협의회는 총회를 가졌다.": "충북 제천 이차부품 기업협의회 (association)",
            "온누리국민당 대표가 사퇴했다.": "온누리국민당 (party)",
            "제품은 가온네트웍스가 공급한다.": "가온네트웍스 (company)",
            "창원소방본부는 불을 껐다.": "창원소방본부 (local_government)",
            "네바다 대학 연구팀이 새를 관찰했다.": "네바다 대학 (university)",
            "새벽빛티비가 문을 열었다.": "새벽빛티비 (media)",
            "두레솔로보틱스는 팔을 만든다.": "두레솔로보틱스 (company)",
            "온새미군농민회는 쌀을 나눴다.": "온새미군농민회 (association)",
            "새봄시가족센터는 반찬을 날랐다.": "새봄시가족센터 (foundation)",
            "값은 두레리테일보다 싸다.": "두레리테일 (company)",
            "부천여상은 새 교실을 지었다.": "부천여상 (school)",
            "주페루 대사관은 문을 닫았다.": "주페루 대사관 (government)",
        },
        no=(
            "종합병원과 시중은행, 지역 대학이 참여했다.",
            "1인당 비용과 자동차 산업을 따졌다.",
            "저비용항공사는 노선을 늘렸다.",
            "아동복지법을 고친다.",
            "스마트티비 값이 내렸다.",
            "국내 대학 연구팀이 모였다.",
            "행정협의회를 열었다.",
            "개표방송을 봤다.",
            "제3기 위원회가 출범했다.",
            "국회의원 두 명이 걸그룹 공연을 봤다.",
        ),
    ),
    Rule(
        name="division",
        kind="institution",
        about="A court with its bench or a prosecutors' office with its section: the canonical name is the court's",
        yes={"서울북부지법 형사3단독은 벌금형을 내렸다.": "서울북부지방법원 (court)"},
        no=("법원 형사부는 판단을 미뤘다.", "형사 3명이 잠복했다."),
    ),
    Rule(
        name="committee",
        kind="institution",
        about="A committee or office of parliament behind 국회, or of a local council behind its name",
        yes={
            "국회 정무위원회는 공청회를 연다.": "국회 정무위원회 (legislature)",
            "통영시의회 산업건설위원회는 항구를 찾았다.": "통영시의회 산업건설위원회 (legislature)",
        },
        no=("국회 앞에서 집회가 열렸다.", "운영위원회를 열기로 했다."),
    ),
    Rule(
        name="legal_mark",
        kind="institution",
        about="A name with the mark of its legal form, the mark included",
        yes={
            "(주)새론은 공장을 짓는다.": "(주)새론 (company)",
            "다올㈜ 직원들이 봉사했다.": "다올㈜ (company)",
            "사단법인 물길숲은 나무를 심었다.": "사단법인 물길숲 (association)",
        },
        no=("주식회사 설립을 마쳤다.", "사단법인 등록을 신청했다."),
    ),
    Rule(
        name="post_cue",
        kind="institution",
        about="An unknown name between a person and their post, or a university before its people",
        yes={
            "김가람 두레솔 대표는 고개를 숙였다.": "두레솔 (company)",
            "핀란드 알토대 연구팀이 발표했다.": "알토대 (university)",
        },
        no=("김가람 전 대표는 말을 아꼈다.", "김가람 영업 이사가 맡았다.", "같은 세대 교수들이 모였다."),
    ),
    Rule(
        name="school_cue",
        kind="institution",
        about="A school by its short name, before its people, its teams or its grounds",
        yes={
            "새봄고 야구부가 훈련했다.": "새봄고 (school)",
            "두레초 6학년 셋이 상을 탔다.": "두레초 (school)",
            "온누리중 학생들이 쌀을 모았다.": "온누리중 (school)",
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
            "조명 기업 온새미빛이 새 공장을 착공했다.": "온새미빛 (company)",
        },
        no=(
            "소속사 관계자는 말을 아꼈다.",
            "매체 보도가 이어졌다.",
            "업체 직원들이 모였다.",
            "부품 업체 임직원이 모였다.",
        ),
    ),
    Rule(
        name="report_cue",
        kind="institution",
        about="An unknown paper or agency: the subject of 보도했다, or the magazine whose issue is named",
        yes={
            "두 나라가 만난다고 온새미가 9일 보도했다.": "온새미 (media)",
            "화보는 리빙솔 5월호에 실렸다.": "리빙솔 (media)",
        },
        no=("외신이 9일 보도했다.", "이같이 보도했다.", "계약이 끝났다고 보도했다."),
    ),
    Rule(
        name="officer_cue",
        kind="institution",
        about="An unknown name whose head stands in brackets behind it",
        yes={
            "두레솔(대표 김가람)은 숲을 가꾼다.": "두레솔 (company)",
            "'새봄 빛'(대표이사 김가람)은 등을 판다.": "새봄 빛 (company)",
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
