"""How German lists write: legal forms, abbreviations, and the associations that everyone shortens."""

LEGAL_FORMS = (
    "gemeinnuetzige gmbh", "gemeinnuetzige gesellschaft mit beschraenkter haftung", "gesellschaft mit beschraenkter haftung",
    "koerperschaft des oeffentlichen rechts", "anstalt des oeffentlichen rechts", "stiftung des oeffentlichen rechts",
    "stiftung des buergerlichen rechts", "stiftung buergerlichen rechts", "rechtsfaehige stiftung", "eingetragener verein",
    "eingetragene genossenschaft", "gemeinnuetziger verein", "aktiengesellschaft", "gmbh und co kg", "gmbh co kg", "ug haftungsbeschraenkt",
    "gemeinnuetzige ug", "ggmbh", "g gmbh", "gug", "gmbh", "mbh", "e v", "e g", "e k", "kgaa", "ohg", "gbr", "gag",
    "partg mbb", "partgmbb", "partg", "k d oe r", "kdoer", "kdor", "kdoe r", "koer", "a d oe r", "adoer", "aoer", "s d oe r", "sdoer",
)  # fmt: skip
"""Plain words without dots. "ev", "eg", "ag", "kg" and "ug" count only at the end: "Ev. Altenheim" is no association."""

ABBREVIATIONS = {
    "sozialstat.": "sozialstation", "sozialst.": "sozialstation", "soz.": "sozial", "stat.": "station",
    "amb.": "ambulanter", "ambul.": "ambulanter", "ambulante": "ambulanter", "ambulantes": "ambulanter",
    "ambulanten": "ambulanter", "stationaere": "stationaer", "stat": "station",
    "pflegedst.": "pflegedienst", "pfl.dienst": "pflegedienst", "pfl.": "pflege", "pflegest.": "pflegestation",
    "pd": "pflegedienst", "dst.": "dienst", "tagespfl.": "tagespflege", "kurzzeitpfl.": "kurzzeitpflege",
    "ktzp": "kurzzeitpflege", "kzp": "kurzzeitpflege", "tp": "tagespflege", "aph": "altenpflegeheim",
    "ph": "pflegeheim", "sz": "seniorenzentrum", "seniorenztr.": "seniorenzentrum", "ztr.": "zentrum",
    "sen.": "senioren", "seniorenzentr.": "seniorenzentrum", "beratungsst.": "beratungsstelle",
    "ber.": "beratung", "beratungsst": "beratungsstelle", "psp": "pflegestuetzpunkt",
    "kv": "kreisverband", "kreisverb.": "kreisverband", "ov": "ortsverein", "lv": "landesverband",
    "bv": "bezirksverband", "ortsverb.": "ortsverband", "verb.": "verband",
    "st": "sankt", "st.": "sankt", "hl.": "heilig", "hlg.": "heilig", "ev.": "evangelisch", "ev": "evangelisch",
    "evang.": "evangelisch", "evangelische": "evangelisch", "evangelisches": "evangelisch",
    "evangelischer": "evangelisch", "kath.": "katholisch", "katholische": "katholisch",
    "katholisches": "katholisch", "katholischer": "katholisch", "staedt.": "staedtisch",
    "staedtische": "staedtisch", "staedtisches": "staedtisch", "staedtischer": "staedtisch", "dt.": "deutsch",
    "deutsches": "deutsch", "deutsche": "deutsch", "deutscher": "deutsch", "bes.": "besondere", "int.": "international",
    "gem.": "gemeinde", "kh": "krankenhaus", "krhs": "krankenhaus", "klinikum": "klinik", "dr.": "doktor",
    "dr": "doktor", "prof.": "professor", "u.": "und", "u": "und", "a.": "am", "f.": "fuer", "f": "fuer", "v.": "von",
    "ffm": "frankfurt", "mgh": "mehrgenerationenhaus", "betr.": "betreutes", "wohngem.": "wohngemeinschaft",
    "wg": "wohngemeinschaft", "hausnotr.": "hausnotruf", "krankenpfl.": "krankenpflege", 
    "diak.": "diakonie", "diakonisches": "diakonie", "diakonische": "diakonie", "diakoniewerk": "diakonie",
    "carit.": "caritas", "caritasverband": "caritas",
}  # fmt: skip
"""Word as written, plain, with its dot where it has one; the long form may be several words."""

ORGANIZATIONS = {
    "drk": ("deutsches rotes kreuz", "deutschen roten kreuzes", "deutsches rote kreuz", "rotes kreuz", "bayerisches rotes kreuz", "brk"),
    "awo": ("arbeiterwohlfahrt", "arbeiter wohlfahrt"),
    "asb": ("arbeiter samariter bund", "samariterbund"),
    "juh": ("johanniter unfall hilfe", "johanniter unfallhilfe", "johanniter"),
    "mhd": ("malteser hilfsdienst", "malteser"),
    "vs": ("volkssolidaritaet",),
    "paritaet": ("paritaetischer wohlfahrtsverband", "der paritaetische", "paritaetische", "paritaetischer", "dpwv"),
    "skf": ("sozialdienst katholischer frauen",),
    "skm": ("sozialdienst katholischer maenner",),
    "lebenshilfe": ("lebenshilfe fuer menschen mit behinderung", "lebenshilfe fuer menschen mit geistiger behinderung"),
    "sozialstation": ("soz stat", "sozial stat", "sozial station", "soz station"),
    "pflegedienst": ("pfl dienst", "pflege dienst", "pflegedst", "pflege dst"),
    "seniorenzentrum": ("sen zentrum", "senioren zentrum", "sen ztr", "senioren ztr"),
}  # fmt: skip
"""What stands for the whole phrase; long forms of the large associations as everyone shortens them."""
