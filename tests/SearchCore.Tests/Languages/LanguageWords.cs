namespace SearchCore.Tests.Languages;

/// <summary>
/// Words of each language, written for these tests: groups of forms of one word that one stem finds, then a group each of words that the
/// first ones must not find.
/// </summary>
internal static class LanguageWords
{
    /// <summary>By tag: forms that meet, by blanks; groups by bars. Words of different groups of a language do not meet.</summary>
    public static readonly IReadOnlyDictionary<string, string> Groups = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en"] = "election elections elected | harbour harbours | walk walked walking",
        ["ar"] = "كتاب الكتاب والكتاب كتابان | مدرسة المدرسة مدرسات | حكومة الحكومة",
        ["bg"] = "избор избори изборите | правителство правителството | град градът градове",
        ["ca"] = "elecció eleccions | govern governs | ciutat ciutats",
        ["ckb"] = "پیاو پیاوی پیاوێک | کتێب کتێبی",
        ["cs"] = "volba volby volbami | město města městem | vláda vlády vládou",
        ["da"] = "valg valget valgene | regering regeringen regeringer | skole skolen skoler",
        ["de"] = "Haus Hauses Häuser Häusern | Wahl Wahlen | Regierung Regierungen",
        ["el"] = "κυβέρνηση κυβέρνησης ΚΥΒΕΡΝΗΣΗ | εκλογή εκλογές εκλογών",
        ["es"] = "elección elecciones | gobierno gobiernos | ciudad ciudades",
        ["eu"] = "etxe etxeak | herri herriak",
        ["fa"] = "کتاب كتاب | ایران ايران",
        ["fi"] = "talo talon talossa talot | vaali vaalit | koulu koulussa kouluun",
        ["fr"] = "élection élections | gouvernement gouvernements | école écoles",
        ["ga"] = "teach dteach theach | carr gcarr charr",
        ["gl"] = "elección eleccións | goberno gobernos | cidade cidades",
        ["hi"] = "सरकार सरकारें सरकारों | चुनाव चुनावों | लड़का लड़के लड़कों",
        ["hu"] = "ház házak házban házakban | választás választások választást | kormány kormányok",
        ["hy"] = "դպրոց դպրոցում | քաղաք քաղաքներ",
        ["id"] = "membaca dibaca baca | kota kotanya",
        ["it"] = "elezione elezioni | governo governi | città",
        ["lv"] = "skola skolas skolā skolu | valdība valdības valdību",
        ["nl"] = "verkiezing verkiezingen | regering regeringen | minister ministers",
        ["no"] = "valg valget valgene | regjering regjeringen regjeringer | skole skolen skoler",
        ["pt"] = "eleição eleições | governo governos | cidade cidades",
        ["ro"] = "guvern guvernul guvernului | școală școala | alegeri alegerile",
        ["ru"] = "выбор выборы выборов выборами | правительство правительства правительством | школа школы школе школой",
        ["sv"] = "val valen | regering regeringen regeringar | skola skolor",
        ["tr"] = "okul okullar okulda okulların | seçim seçimde | İzmir İzmir'de İzmir'in",
    };
}
