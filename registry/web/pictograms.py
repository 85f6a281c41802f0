"""The pictograms that an activity's card can carry, each with the words that find it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Pictogram:
    """The word under a pictogram, and others that find it."""

    word: LazyString
    also: str


PICTOGRAMS = {
    "coffee": Pictogram(_l("koffie"), "thee drinken inloop ontmoeten praatje huiskamer"),
    "users-three": Pictogram(_l("groep"), "samen mensen bijeenkomst ontmoeten bewoners"),
    "users-four": Pictogram(_l("grote groep"), "buurt samenkomst vergadering bewoners"),
    "chats-circle": Pictogram(_l("praten"), "gesprek kletsen taalcafé conversatie"),
    "chat-circle-dots": Pictogram(_l("spreekuur"), "vraag advies gesprek hulp"),
    "hand-heart": Pictogram(_l("helpen"), "vrijwilliger mantelzorg zorg maatje"),
    "lifebuoy": Pictogram(_l("hulp"), "redden nood crisis steun"),
    "handshake": Pictogram(_l("kennismaken"), "welkom afspraak samenwerken nieuw"),
    "hand-waving": Pictogram(_l("welkom"), "hallo zwaaien begroeten onthaal"),
    "hands-clapping": Pictogram(_l("jongeren"), "klappen applaus tieners jeugd"),
    "baby-carriage": Pictogram(_l("ouder en kind"), "baby peuter moeder vader opvoeding"),
    "balloon": Pictogram(_l("kinderen"), "kinderclub feestje verjaardag kind"),
    "puzzle-piece": Pictogram(_l("spel"), "puzzel spelletjes bordspel kaarten"),
    "game-controller": Pictogram(_l("gamen"), "computerspel playstation jongeren"),
    "dice-five": Pictogram(_l("dobbelen"), "bordspel bingo spelletjes rummikub"),
    "trophy": Pictogram(_l("toernooi"), "wedstrijd prijs winnen bingo"),
    "bicycle": Pictogram(_l("fietsen"), "fietsles rijwiel tocht"),
    "person-simple-walk": Pictogram(_l("wandelen"), "lopen wandeling ommetje buiten"),
    "person-simple-run": Pictogram(_l("hardlopen"), "rennen joggen sport conditie"),
    "person-simple-tai-chi": Pictogram(_l("bewegen"), "tai chi yoga gym ouderen stoelyoga balans"),
    "person-simple-swim": Pictogram(_l("zwemmen"), "zwembad water zwemles"),
    "barbell": Pictogram(_l("sporten"), "fitness kracht gym training"),
    "soccer-ball": Pictogram(_l("voetbal"), "bal sport zaalvoetbal buiten"),
    "basketball": Pictogram(_l("basketbal"), "bal sport plein"),
    "flower-lotus": Pictogram(_l("ontspanning"), "yoga mediteren mindfulness rust"),
    "heartbeat": Pictogram(_l("gezondheid"), "hart bloeddruk dokter meten"),
    "first-aid-kit": Pictogram(_l("EHBO"), "eerste hulp reanimatie verband"),
    "stethoscope": Pictogram(_l("zorg"), "dokter huisarts wijkverpleging verpleegkundige"),
    "wheelchair": Pictogram(_l("rolstoel"), "beperking toegankelijk handicap"),
    "brain": Pictogram(_l("geheugen"), "dementie denken training puzzelen"),
    "paint-brush": Pictogram(_l("schilderen"), "verf tekenen kunst atelier"),
    "palette": Pictogram(_l("kunst"), "verf kleuren creatief atelier"),
    "pencil-simple": Pictogram(_l("tekenen"), "schrijven schetsen potlood"),
    "scissors": Pictogram(_l("knutselen"), "knippen kapper creatief handwerk"),
    "needle": Pictogram(_l("naaien"), "naaiatelier kleding verstellen naald"),
    "yarn": Pictogram(_l("breien"), "haken wol handwerk"),
    "camera": Pictogram(_l("fotograferen"), "foto film fotoclub"),
    "music-notes": Pictogram(_l("muziek"), "luisteren band spelen"),
    "guitar": Pictogram(_l("gitaar"), "muziekles instrument spelen"),
    "microphone-stage": Pictogram(_l("zingen"), "koor karaoke optreden podium"),
    "film-slate": Pictogram(_l("film"), "bioscoop filmavond kijken"),
    "mask-happy": Pictogram(_l("toneel"), "theater acteren spelen"),
    "cooking-pot": Pictogram(_l("koken"), "kookles keuken soep pan"),
    "fork-knife": Pictogram(_l("eten"), "maaltijd lunch diner buurtrestaurant samen"),
    "cake": Pictogram(_l("bakken"), "taart verjaardag koek"),
    "basket": Pictogram(_l("boodschappen"), "voedselbank winkelen mand"),
    "package": Pictogram(_l("pakket"), "voedselpakket uitgifte doos voedselbank"),
    "t-shirt": Pictogram(_l("kleding"), "kleren weggeefwinkel ruilen kast"),
    "book-open": Pictogram(_l("huiswerk"), "boek leren bijles school"),
    "books": Pictogram(_l("lezen"), "boek bibliotheek leesclub voorlezen"),
    "student": Pictogram(_l("les"), "cursus leren opleiding diploma"),
    "translate": Pictogram(_l("taal"), "nederlands taalles inburgering vertalen"),
    "laptop": Pictogram(_l("computer"), "digitaal internet les typen"),
    "device-mobile-camera": Pictogram(_l("telefoon"), "smartphone mobiel digid app"),
    "envelope-open": Pictogram(_l("brieven"), "post formulier formulieren hulp"),
    "coins": Pictogram(_l("geld"), "schulden budget toeslagen sparen"),
    "scales": Pictogram(_l("recht"), "jurist advocaat sociaal raadsman wet"),
    "briefcase": Pictogram(_l("werk"), "baan solliciteren vacature uitkering"),
    "house-line": Pictogram(_l("wonen"), "huis huur woning verhuizen"),
    "signpost": Pictogram(_l("de weg wijzen"), "verwijzen route sociale kaart"),
    "info": Pictogram(_l("informatie"), "uitleg voorlichting vraag"),
    "compass": Pictogram(_l("leiden"), "richting organiseren coach"),
    "bridge": Pictogram(_l("verbinden"), "brug contact tussen"),
    "megaphone": Pictogram(_l("meepraten"), "inspraak bewoners actie stem"),
    "presentation-chart": Pictogram(_l("voorlichting"), "lezing uitleg presentatie"),
    "plant": Pictogram(_l("tuin"), "moestuin planten groen tuinieren"),
    "tree": Pictogram(_l("natuur"), "park bos bomen buiten"),
    "dog": Pictogram(_l("dieren"), "hond huisdier wandelen"),
    "hammer": Pictogram(_l("klussen"), "timmeren hout werkplaats bouwen"),
    "wrench": Pictogram(_l("repareren"), "repair café maken kapot fiets"),
    "recycle": Pictogram(_l("hergebruik"), "milieu afval kringloop duurzaam"),
    "storefront": Pictogram(_l("winkel"), "weggeefwinkel kringloop markt"),
    "broom": Pictogram(_l("opruimen"), "schoonmaken vegen zwerfvuil buurt"),
    "bus": Pictogram(_l("uitje"), "reis dagje weg excursie vervoer"),
    "confetti": Pictogram(_l("feest"), "viering vieren verjaardag buurtfeest"),
    "gift": Pictogram(_l("cadeau"), "sinterklaas kerst feest geven"),
    "hands-praying": Pictogram(_l("geloof"), "bidden kerk moskee bezinning"),
    "sun": Pictogram(_l("zomer"), "buiten zon vakantie"),
    "gender-female": Pictogram(_l("vrouwen"), "vrouwengroep meiden moeders dames"),
    "gender-male": Pictogram(_l("mannen"), "mannengroep vaders heren"),
}
"""Icon names (static/icons.txt) in the order of the tiles."""


def found(asked: str) -> frozenset[str]:
    """Return the names of the pictograms whose words hold every word asked for; all for none."""
    wanted = _plain(asked).split()
    return frozenset(
        name
        for name, one in PICTOGRAMS.items()
        if all(word in _plain(f"{one.word} {one.also}") for word in wanted)
    )


def _plain(text: str) -> str:
    """Return a text in small letters without accents: "Café" as "cafe"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
