"""The words a synthetic network is made of: names, places, firms, and what people talk about.

All of it is made up. Names are put together from parts; phone numbers come from the ranges that
regulators keep free for fiction (Ofcom, ARCEP, ACMA, NANPA, Bundesnetzagentur, PTS, ComReg).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Culture:
    """How names are made: women's and men's given names; the family name from heads and tails.

    A tail like `ski|ska` has a form for men and one for women. `home` are the cities where most
    live. With `family_first` the name is written without a space between its parts, family first.
    """

    languages: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    home: tuple[str, ...]
    family_first: bool = False


def _culture(
    languages: str, women: str, men: str, heads: str, tails: str, home: str, *, first: bool = False
) -> Culture:
    """Lists as one string each; `_` stands for a space, `-` alone for an empty tail."""

    def words(text: str) -> tuple[str, ...]:
        return tuple(word.replace("_", " ") for word in text.split())

    return Culture(
        languages=words(languages),
        women=words(women),
        men=words(men),
        heads=words(heads),
        tails=tuple("" if tail == "-" else tail for tail in words(tails)),
        home=words(home),
        family_first=first,
    )


CULTURES = (
    _culture("en", "Alice Beth Clara Daisy Edith Fiona Grace Hazel Isla Maeve Nora Tess",
             "Angus Callum Dylan Edwin Finn Gareth Harvey Ivor Magnus Owen Rory Tobias",
             "Ash Brad Clay Fair Green Hart Hol Kings Lang Mill North Red Stan West Whit",
             "ford ley ton well wood worth field bury combe", "London Leeds Glasgow Dublin Boston"),
    _culture("de", "Petra Heike Anke Birgit Frieda Greta Ilse Jutta Käthe Merle Ulrike Svenja",
             "Bernd Detlef Eckhard Götz Henrik Jörg Kai Lukas Niklas Rüdiger Sönke Uwe",
             "Berg Stein Wald Linden Brunn Eich Kirch Rosen Schön Silber Acker Mühl Müller",
             "- hofer bauer meier berger felder hauser kamp brink", "Berlin Hamburg München Köln"),
    _culture("es", "Ana Beatriz Carmen Elvira Inés Lucía Marisol Nuria Pilar Rocío Teresa",
             "Álvaro Bruno Diego Esteban Gonzalo Iker Joaquín Martín Óscar Rafael Víctor",
             "Ruiz Ortega Vega Soler Molina Prieto Campos Rivas Luna Cano Serrano Marín Peña",
             "_Núñez _Ibáñez _Gallardo _Pardo _Bravo _Duarte _Ferrer _Quintana _Salas",
             "Madrid Sevilla"),
    _culture("pt", "Beatriz Catarina Fátima Graça Inês Joana Leonor Margarida Rita Sílvia",
             "Afonso Caetano Duarte Frederico Gonçalo Hélder João Nuno Rui Tomás Vasco",
             "Moura Teixeira Carvalho Lopes Pinheiro Azevedo Matos Faria Leitão Simões Branco",
             "_da_Silva _da_Conceição _Brandão _Sequeira _Nogueira _dos_Reis _Valente",
             "Lisboa Porto São_Paulo"),
    _culture("fr", "Agnès Camille Delphine Élodie Florence Hélène Maëlle Noémie Solène Zoé",
             "Aurélien Benoît Cédric Édouard François Gaël Jérôme Loïc Rémi Théo Yannick",
             "Beau Bel Bois Champ Clair Fort Grand Haute Mont Roche Saint-",
             "mont lieu val court ville rive bourg fontaine", "Paris Lyon Toulouse Nantes Lille"),
    _culture("it", "Alessia Chiara Donatella Elisa Ginevra Ilaria Lucrezia Ornella Serena",
             "Amedeo Corrado Dario Emanuele Fabrizio Giacomo Lorenzo Nicolò Raffaele Ugo",
             "Bell Cast Font Mar Mont Ross Sal Tor Val Ven", "inelli etti oni ardi aroli anti ucci",
             "Milano Torino"),
    _culture("pl", "Agnieszka Bożena Danuta Ewelina Grażyna Halina Jadwiga Małgorzata Łucja",
             "Bartosz Czesław Grzegorz Kazimierz Łukasz Mirosław Przemysław Wojciech Zbigniew",
             "Brzez Dąbr Gór Jabłoń Kalin Olsz Sosn Wierzb Zawadz Żuraw",
             "owski|owska iński|ińska ecki|ecka icki|icka", "Kraków Warszawa"),
    _culture("cs", "Alžběta Dagmar Hedvika Jitka Květa Ludmila Markéta Růžena Zdeňka",
             "Bohumil Čeněk Dušan Hynek Jiří Luděk Ondřej Radek Vojtěch Zbyněk",
             "Nov Hor Kopeč Dvor Mel Šim Tom Vran", "ák|áková ek|ková ník|níková",
             "Praha Brno"),
    _culture("sv", "Alva Britta Elin Freja Gunilla Hanna Ingrid Linnéa Maja Signe Tuva",
             "Anders Folke Emil Rune Håkan Jonas Lennart Nils Oskar Sven Torbjörn Åke",
             "Alm Berg Björk Ek Hag Hol Lind Lund Nord Sjö Söder Öst",
             "gren ström kvist mark dahl berg stedt", "Stockholm Göteborg Malmö"),
    _culture("nb", "Astrid Bodil Dagny Gro Hilde Kari Marit Randi Solveig Tone Unni",
             "Arne Eirik Geir Håvard Kjetil Lars Morten Øystein Ragnvald Sindre Trygve",
             "Bakke Dal Fjell Haug Lie Moe Nes Øye Sand Sol Vik Ås", "- land heim rud stad set",
             "Oslo Bergen København"),
    _culture("nl", "Anneke Doutzen Femke Hilde Ilse Joke Liesbeth Marijke Noor Saskia Tineke",
             "Bram Coen Dirk Evert Gijs Hidde Jeroen Koen Maarten Pieter Sjoerd Wouter",
             "van_der_ van_den_ de_ ter_",
             "Meer Berg Linde Heide Veen Broek Wal Velde Brink Laan Hout Zande", "Utrecht Gent"),
    _culture("fi", "Aino Eeva Helmi Ilona Kaisa Leena Marjatta Päivi Saara Tuulikki",
             "Antero Eino Heikki Jukka Kalevi Lauri Olli Paavo Risto Väinö",
             "Mäki Koski Lahti Niemi Virta Ranta Salmi Järvi Kallio Hieta", "nen la salo aho",
             "Helsinki"),
    _culture("is", "Arndís Birna Edda Guðrún Hrefna Katrín Ragnheiður Sólveig Þórdís",
             "Ari Birkir Einar Gunnar Hrafn Kjartan Ólafur Snorri Þorsteinn Ægir",
             "Ara Birkis Fjalars Hlyns Hrafns Kjartans Ólafs Snorra Þorsteins Ægis", "son|dóttir",
             "Reykjavík"),
    _culture("tr", "Aylin Berna Defne Elif Gülşen Hatice İpek Nazlı Özlem Şebnem Zeynep",
             "Barış Cem Doğan Emre Ferhat İlker Kerem Murat Onur Selçuk Tarık Yiğit",
             "Ak Kara Demir Gök Tun Er Öz Yıl Kılıç", "kaya taş soy can oğlu er tepe su",
             "İstanbul İzmir"),
    _culture("el", "Αγγελική Δήμητρα Ελένη Ιωάννα Κατερίνα Μυρτώ Σοφία Χρυσάνθη",
             "Αλέξανδρος Γιώργος Δημήτρης Θανάσης Κώστας Νίκος Παύλος Σταύρος",
             "Παπα Χατζη Κοντο Μαυρο Καρα Δελη", "δήμου γιάννη νικολάου στέργιου πέτρου λάμπρου",
             "Αθήνα"),
    _culture("uk", "Богдана Віра Ганна Дарина Катерина Леся Мар'яна Оксана Соломія Уляна",
             "Андрій Богдан Василь Данило Ігор Максим Назар Остап Роман Юрій",
             "Бондар Гончар Кравч Лисов Мельн Осип Ткач Федор Чумак Яким", "енко ук чук ів",
             "Київ Львів"),
    _culture("ar en", "Amina Dalia Fatima Hanan Jamila Layla Mariam Nadia Rania Samira Yasmin",
             "Adel Bilal Faisal Hassan Idris Karim Mounir Omar Rashid Samir Tariq Ziad",
             "al- el- bin_ abu_", "Haddad Najjar Khatib Sabbagh Attar Qasim Mansour Bazzi Rahal",
             "عمّان Dubai Paris"),
    _culture("ar", "ليلى نور هدى سلمى رانيا دينا مها زينب",
             "سامي يوسف كريم طارق عمر هشام نبيل وليد",
             "ال", "حداد نجار خطيب صباغ عطار بستاني شامي حلبي خياط قباني", "عمّان"),
    _culture("hi en", "Anjali Bhavna Deepa Gauri Ishita Kavya Meera Nandini Shreya Uma",
             "Arjun Bharat Dinesh Girish Harish Nikhil Omkar Ravi Suresh Tejas",
             "Bhat Deshmukh Gokhale Kulkarni Pendse Pillai Ranade Trivedi Upadhye Vartak", "-",
             "Bengaluru पुणे London"),
    _culture("yo en", "Abeni Bisi Dupe Folake Sade Temitope Yetunde",
             "Ayodele Babajide Femi Gbenga Kunle Segun Tunde",
             "Ade Afo Ayo Fola Ogun Ola Olu Oye", "bola yemi wale sanya bisi jide tayo", "Lagos"),
    _culture("ak en", "Abena Adwoa Akosua Ama Efua Esi Serwaa Yaa",
             "Ebo Fiifi Kofi Kojo Kwabena Kwame Kwasi Yaw",
             "Aboagye Ansah Asante Danso Mensah Ofori Owusu Quaye",
             "-Addo -Badu -Larbi -Kumi -Baah",
             "Accra Manchester"),
    _culture("zh", "小梅 丽华 静 雪芬 晓雯 玉兰 慧敏 思琪", "明 建国 志强 伟东 文博 立新 海涛 俊杰",
             "王 李 张 刘 陈 杨 赵 周 吴 徐 孙 林 欧阳 司马", "-", "台北 上海 Sydney",
             first=True),
    _culture("ja", "美緒 陽向 結月 桜子 千紘 真帆 和葉 葵",
             "朔太 晴臣 健之 直央 拓真 悠人 亮成 誠之",
             "山 川 森 石 竹 松 高 西 北 小", "本 田 村 口 崎 下 原 島 野", "東京 大阪",
             first=True),
    _culture("ko", "서온 지율 하온 다온 예솔 은별 새봄 가람",
             "도겸 시온 하람 라온 은결 태오 찬솔 우리",
             "김 이 박 최 정 강 조 윤 장 임 한 남궁", "-", "서울 부산", first=True),
    _culture("vi", "Ánh Bích Diệp Hồng Lan Mai Ngọc Phương Thảo Yến", "An Bình Cường Đức Hải Khoa "
             "Minh Quang Sơn Tuấn", "Nguyễn Trần Lê Phạm Hoàng Võ Đặng Bùi Đỗ Ngô",
             "_Thanh _Xuân _Hữu _Kim _Gia _Ngọc", "Huế Melbourne"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A city. In `phones` each `#` is a digit; without any, people have numbers of `ANYWHERE`."""

    city: str
    country: str
    zone: str
    phones: tuple[str, ...] = ()


def _places(country: str, zone: str, lines: str) -> tuple[Place, ...]:
    """Places of one country, `City: number; number` on each line; a city may bring its zone."""
    found = []
    for line in lines.strip().splitlines():
        name, _, numbers = line.strip().partition(":")
        city, _, own = name.partition(" @")
        phones = tuple(number.strip() for number in numbers.split(";") if number.strip())
        found.append(Place(city, country, own or zone, phones))
    return tuple(found)


PLACES = (
    *_places("United Kingdom", "Europe/London", """
        London: +44 20 7946 0###
        Leeds: +44 113 496 0###
        Sheffield: +44 114 496 0###
        Bristol: +44 117 496 0###
        Birmingham: +44 121 496 0###
        Edinburgh: +44 131 496 0###
        Glasgow: +44 141 496 0###
        Liverpool: +44 151 496 0###
        Manchester: +44 161 496 0###
        Belfast: +44 28 9649 6###
        Cardiff: +44 29 2018 0###"""),
    *_places("France", "Europe/Paris", """
        Paris: +33 1 99 00 ## ##
        Nantes: +33 2 61 91 ## ##
        Lille: +33 3 53 01 ## ##
        Lyon: +33 4 65 71 ## ##
        Toulouse: +33 5 36 49 ## ##"""),
    *_places("Australia", "Australia/Sydney", """
        Sydney: +61 2 5550 ####; +61 2 7010 ####
        Melbourne @Australia/Melbourne: +61 3 5550 ####; +61 3 7010 ####
        Brisbane @Australia/Brisbane: +61 7 5550 ####; +61 7 7010 ####
        Adelaide @Australia/Adelaide: +61 8 5550 ####; +61 8 7010 ####"""),
    *_places("United States", "America/New_York", """
        New York: +1 212 555 01##; +1 646 555 01##; +1 917 555 01##
        Boston: +1 617 555 01##
        Chicago @America/Chicago: +1 312 555 01##; +1 773 555 01##
        Denver @America/Denver: +1 303 555 01##
        Seattle @America/Los_Angeles: +1 206 555 01##"""),
    *_places("Deutschland", "Europe/Berlin", """
        Berlin: +49 30 23125 ###
        Hamburg: +49 40 66969 ###
        Köln: +49 221 4710 ###
        München: +49 89 99998 ###
        Frankfurt: +49 69 90009 ###"""),
    *_places("Sverige", "Europe/Stockholm", """
        Stockholm: +46 8 465 004 ##
        Göteborg: +46 31 390 06 ##
        Malmö: +46 40 628 04 ##"""),
    *_places("Ireland", "Europe/Dublin", "Dublin"),
    *_places("España", "Europe/Madrid", "Madrid\nSevilla"),
    *_places("Portugal", "Europe/Lisbon", "Lisboa\nPorto"),
    *_places("Brasil", "America/Sao_Paulo", "São Paulo"),
    *_places("Italia", "Europe/Rome", "Milano\nTorino"),
    *_places("Polska", "Europe/Warsaw", "Kraków\nWarszawa"),
    *_places("Česko", "Europe/Prague", "Praha\nBrno"),
    *_places("Norge", "Europe/Oslo", "Oslo\nBergen"),
    *_places("Danmark", "Europe/Copenhagen", "København"),
    *_places("Nederland", "Europe/Amsterdam", "Utrecht"),
    *_places("België", "Europe/Brussels", "Gent"),
    *_places("Suomi", "Europe/Helsinki", "Helsinki"),
    *_places("Ísland", "Atlantic/Reykjavik", "Reykjavík"),
    *_places("Türkiye", "Europe/Istanbul", "İstanbul\nİzmir"),
    *_places("Ελλάδα", "Europe/Athens", "Αθήνα"),
    *_places("Україна", "Europe/Kyiv", "Київ\nЛьвів"),
    *_places("الأردن", "Asia/Amman", "عمّان"),
    *_places("United Arab Emirates", "Asia/Dubai", "Dubai"),
    *_places("India", "Asia/Kolkata", "Bengaluru\nपुणे"),
    *_places("Nigeria", "Africa/Lagos", "Lagos"),
    *_places("Ghana", "Africa/Accra", "Accra"),
    *_places("中国", "Asia/Shanghai", "上海"),
    *_places("臺灣", "Asia/Taipei", "台北"),
    *_places("日本", "Asia/Tokyo", "東京\n大阪"),
    *_places("대한민국", "Asia/Seoul", "서울\n부산"),
    *_places("Việt Nam", "Asia/Ho_Chi_Minh", "Huế"),
)  # fmt: skip

ANYWHERE = ("+353 20 91# ####", "+33 6 39 98 ## ##")
"""Numbers for those in whose country none are kept free for fiction."""

FIRMS = (
    "Amber Anchor Aspen Beacon Birch Bright Cedar Clear Cobalt Copper Delta Ember Fern Field Forge "
    "Granite Harbour Heron Juniper Lantern Linden Lumen Meadow Mistral North Orchard Otter Pebble "
    "Quill Raven Ridge River Saffron Slate Sparrow Stone Sunrise Tidewell Timber Water Willow"
).split()
TRADES = (
    "Accounting,Architects,Bakeries,Bikes,Books,Carpentry,Clinics,Coffee,Design,Energy,Events,Film,"
    "Foods,Foundation,Games,Gardens,Glass,Instruments,Insurance,Labs,Law,Library,Logistics,Maps,"
    "Media,Museum,Music,Optics,Partners,Press,Research,Robotics,School,Seeds,Sensors,Software,"
    "Theatre,Tools,Travel,Works"
).split(",")
TITLES = (
    "Accountant,Agronomist,Analyst,Architect,Buyer,Carpenter,Community manager,Conductor,Curator,"
    "Data engineer,Designer,Developer,Director,Editor,Electrician,Event manager,Founder,"
    "Geographer,Head of partnerships,Head of people,Head of research,Illustrator,Journalist,"
    "Lawyer,Lecturer,Librarian,Managing director,Midwife,Nurse,Office manager,Physician,Producer,"
    "Product manager,Professor,Project lead,Restorer,Sales manager,Software engineer,Teacher,"
    "Team lead,Translator,Vice president,Volunteer coordinator"
).split(",")
TAGS = (
    "alumni,board,choir,climate,conference,customer,fair,first job,funding,garden,hiring,"
    "hospitals,investor,journalist,mentor,Nachbarn,neighbours,open source,press,school,speaker,"
    "supplier,volunteers,water"
).split(",")
TOPICS = (
    "adult education,allotment gardens,apprenticeships,beekeeping,bicycle lanes,bread baking,"
    "choir music,clinical trials,cold storage,community radio,dry stone walls,energy storage,"
    "flood maps,food waste,frost sensors,grant writing,harbour cranes,heat pumps,housing co-ops,"
    "irrigation,letterpress,local newspapers,night trains,open data,patient records,pricing,"
    "public libraries,rare seeds,reading groups,refugee schooling,repair cafés,river restoration,"
    "school meals,sign language,soil health,tax software,timber frames,translation,urban trees,"
    "wind farms"
).split(",")
FAMILY_FACTS = (
    "Two daughters, both play chess,A son who starts school this year,Twins born last spring,"
    "Cares for an old father,Married to a violin maker,Lives with three sisters,Has a blind dog"
).split(",")
HOW_MET = (
    "At the {topic} fair in {city},On a night train to {city},At university in {city},"
    "Through a course about {topic},As neighbours in {city},On a panel about {topic},"
    "Introduced over lunch in {city},At a workshop on {topic}"
).split(",")
NOTES = (
    "Knows a great deal about {topic} and explains it *patiently*.|Prefers walks to meetings.|"
    "Asked me twice about {topic}; has **three** contacts there.|Allergic to nuts.|"
    "Moved from {city} two years ago and misses the sea.|Never calls before ten.|"
    "Wrote a small book on {topic}.|Likes short letters and long lunches.|"
    "Would like to see {city} again.|Is thinking about leaving for a job in {topic}."
).split("|")
SUMMARIES = (
    "Spoke about {topic}|Sent the article about {topic}|Lunch in {city}, mostly about {topic}|"
    "Asked for an introduction around {topic}|Thanked for the help with {topic}|"
    "Heard how the move to {city} went|Reviewed the draft on {topic}|Met at the {topic} evening"
).split("|")
FUN = (
    "The waiter knew all of it better|We both got off at the wrong stop|The dog ate the agenda|"
    "Neither of us could open the umbrella|The lift stopped and we finished the plan in it"
).split("|")
PROMISES = (
    "Send the article about {topic}|Introduce two people who know {topic}|Return the book on "
    "{topic}|Say how the talk in {city} went|Ask what came of {topic}|Read the draft on {topic}"
).split("|")
ACQUAINTED = (
    "Studied together,Same choir,Neighbours,Spoke on one panel,Worked on a grant,Cousins,"
    "Same football club,Wrote a paper together,Share an allotment,Parents at the same school"
).split(",")
OBJECTIVES = (
    ("Find ten clinics that try our patient records", "Without a trial nobody buys",
     "Ten signed trial agreements", "introduction", "Two heads of IT in regional hospitals"),
    ("Publish the book about dry stone walls", "Four years of notes are waiting",
     "A signed contract with a publisher", "feedback", "An editor who reads the first chapter"),
    ("Open a repair café in the old harbour", "Too much is thrown away here",
     "The first Saturday with forty visitors", "resource", "A hall with power for one year"),
    ("Change from sales into river restoration", "It is what I read about at night",
     "A first paid project", "advice", "Somebody who made the same change after forty"),
    ("Bring night trains back to the valley", "The last one left ten years ago",
     "A timetable that lists one", "decision", "The date of the council's vote"),
    ("Build the frost sensor for small growers", "Late frost takes a third of their harvest",
     "A hundred sensors in the field", "collaboration", "A workshop that builds fifty housings"),
)  # fmt: skip
