"""Values that many carry say little: freemail domains, everyday words of the field."""

FREEMAIL = frozenset((
    "aol.com", "aol.de", "arcor.de", "email.de", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com",
    "gmx.de", "gmx.eu", "gmx.info", "gmx.net", "googlemail.com", "hotmail.com", "hotmail.de", "icloud.com",
    "kabelmail.de", "live.com", "live.de", "mac.com", "mail.com", "mail.de", "mailbox.org", "me.com",
    "msn.com", "netcologne.de", "online.de", "osnanet.de", "outlook.com", "outlook.de", "posteo.de",
    "posteo.net", "proton.me", "protonmail.com", "t-online.de", "unitybox.de", "vodafone.de",
    "vodafonemail.de", "web.de", "yahoo.com", "yahoo.de", "ymail.com", "ewetel.net", "htp-tel.de",
    "versanet.de", "tutanota.com", "tutanota.de", "tuta.io", "alice.de", "alice-dsl.net", "alice-dsl.de",
    "1und1.de", "facebook.com", "instagram.com", "linktr.ee",
))  # fmt: skip
"""Also hosts that carry pages of everyone."""

EVERYDAY = {
    0.12: "und der die das des im am in fuer von zu zur mit bei haus pflege pflegedienst strasse",
    0.06: "ambulanter pflegeheim seniorenzentrum tagespflege sozialstation diakonie caritas drk awo beratung zentrum "
    "dienst verein kreisverband betreutes wohnen alten senioren beratungsstelle stadt landkreis weg platz an",
    0.03: "altenheim altenpflegeheim asb juh mhd paritaet station ortsverein landesverband hilfe hospiz hospizdienst "
    "kurzzeitpflege evangelisch katholisch sankt stiftung sozialwerk gemeinde selbsthilfegruppe nachbarschaftshilfe "
    "seniorenheim wohnpark residenz krankenhaus klinik sozial betreuung hausnotruf demenz team gruppe treff mobil "
    "bahnhofstrasse hauptstrasse markt ring allee gasse ost west nord sued",
}
SHARES = {word: share for share, words in EVERYDAY.items() for word in words.split()}
"""The share of entries that carry a word in any German directory; words that tell someone apart are not in it."""
