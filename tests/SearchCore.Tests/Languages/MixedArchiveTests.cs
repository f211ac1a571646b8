using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Languages;

/// <summary>One archive of many languages, with articles written for it: each query finds its articles and no other.</summary>
public sealed class MixedArchiveTests : IDisposable
{
    private static readonly Article[] Articles =
    [
        Of("en1", "The elections in the harbour city", "Voters elected a new mayor. Harbour workers cheered the winning candidate."),
        Of("en2", "Schools to close", "The minister announced that three schools will close because of war damage."),
        Of("en3", "War crimes on trial", "Judges heard of crimes committed in the war. The hat of a general was shown."),
        Of("de1", "Die Wahlen in der Hafenstadt", "Die Wähler haben gewählt. In den Häusern am Hafen war man zufrieden."),
        Of("de2", "Regierung schließt Schulen", "Die Ministerin hat drei Schulen geschlossen. Es war kein leichter Tag."),
        Of("de3", "Ärzte warnen", "Die Ärztinnen und Ärzte warnen vor der Grippe in den Städten."),
        Of("fr1", "Les élections à Marseille", "Les électeurs ont choisi. L'Élysée félicite les élus de la ville."),
        Of("fr2", "Le gouvernement ferme des écoles", "Trois écoles ferment; les enseignants sont inquiets."),
        Of("fr3", "Été très chaud", "Les étés deviennent plus chauds, disent les météorologues."),
        Of("es1", "Elecciones en el puerto", "Las elecciones municipales cambiaron el gobierno de la ciudad."),
        Of("es2", "El gobierno cierra escuelas", "Tres escuelas cerradas por las lluvias; los niños vuelven mañana."),
        Of("es3", "Canciones del norte", "La canción más escuchada del año viene del norte."),
        Of("it1", "Elezioni nella città di Genova", "Gli elettori scelgono il sindaco. L'amministrazione è dell'opposizione."),
        Of("it2", "Il governo chiude le scuole", "Le scuole resteranno chiuse per la neve."),
        Of("it3", "Perché piove", "Le piogge sono più intense, spiegano i ricercatori."),
        Of("pt1", "Eleições no Porto", "As eleições mudaram a câmara; a eleição foi calma."),
        Of("pt2", "Governo fecha escolas", "Escolas fechadas por causa da chuva."),
        Of("pt3", "Canções e corações", "Uma canção para cada coração."),
        Of("nl1", "Verkiezingen in Rotterdam", "De verkiezing bracht een nieuwe burgemeester."),
        Of("nl2", "Kabinet sluit scholen", "Drie scholen gaan dicht, zegt de regering."),
        Of("nl3", "Zware regen", "De regens van deze zomer zijn zwaarder."),
        Of("ru1", "Выборы в Мурманске", "На выборах победил новый мэр. Город доволен."),
        Of("ru2", "Правительство закрывает школы", "Три школы закрыты из-за снега; в школах ждут весны."),
        Of("ru3", "Ёлка на площади", "Ёлку привезли из леса. Такой мороз здесь редкость."),
        Of("sv1", "Valet i hamnstaden", "Väljarna valde en ny borgmästare i valet."),
        Of("sv2", "Regeringen stänger skolor", "Tre skolor stängs, säger regeringen."),
        Of("sv3", "Hårda vintrar", "Vintrarna blir hårdare, säger forskaren."),
        Of("tr1", "İzmir'de seçim", "Seçimleri kazanan aday İzmir'in yeni başkanı oldu."),
        Of("tr2", "Okullar kapandı", "Üç okul kapandı; okulların çatısı onarılacak."),
        Of("tr3", "Kış geldi", "Kar yağışı köylerde hayatı durdurdu."),
        Of("ja1", "東京で選挙", "東京都知事選挙の投票が始まった。ニュースを見る。"),
        Of("ja2", "京都の桜", "京都で桜が咲いた。"),
        Of("zh1", "北京选举新闻", "人民在北京参加选举。"),
        Of("ko1", "한국의 선거", "한국은 선거를 치렀다. 서울에서는 비가 왔다."),
        Of("ko2", "국한 문제", "이것은 다른 기사이다."),
        Of("th1", "การเลือกตั้งในกรุงเทพ", "ประชาชนไปเลือกตั้งในกรุงเทพมหานคร"),
        Of("th2", "ฝนตกหนัก", "ฝนตกหนักในเชียงใหม่"),
        Of("km1", "ការបោះឆ្នោត", "ប្រជាជនកម្ពុជាបោះឆ្នោត"),
        Of("lo1", "ການເລືອກຕັ້ງ", "ປະຊາຊົນລາວໄປເລືອກຕັ້ງ"),
        Of("ar1", "الانتخابات في القاهرة", "فاز المرشح في الانتخابات. المدرسة مغلقة."),
        Of("hi1", "दिल्ली में चुनाव", "सरकारों ने चुनावों की घोषणा की।"),
        Of("el1", "Εκλογές στην Αθήνα", "Η κυβέρνηση ανακοίνωσε εκλογές."),
        Of("pl1", "Wybory w Gdyni", "Wybory wygrał nowy burmistrz."),
        new() { Id = "none", Title = "Untold", Body = "Which language this is nobody says: elections.", },
    ];

    private readonly TempFolder folder = new();
    private readonly ArticleIndex index;

    public MixedArchiveTests()
    {
        index = ArticleIndex.Open(folder["index"], new() { Recognizer = null, ExactForms = true });
        foreach (var article in Articles)
        {
            index.Add(article);
        }

        index.Commit();
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("elections nobody", "none")]
    [InlineData("harbour worker", "en1")]
    [InlineData("crime war", "en3")]
    [InlineData("\"war crime\"", "en3")]
    [InlineData("the war", "en2 en3")]
    [InlineData("the school", "en2")]
    [InlineData("Wahl", "de1")]
    [InlineData("wahlen hafen", "de1")]
    [InlineData("haus", "de1")]
    [InlineData("Hauses", "de1")]
    [InlineData("Schule", "de2")]
    [InlineData("die Schulen", "de2")]
    [InlineData("Arzt", "de3")]
    [InlineData("arzte", "de3")]
    [InlineData("ÄRZTE", "de3")]
    [InlineData("Stadt", "de3")]
    [InlineData("\"die Ministerin hat\"", "de2")]
    [InlineData("électeurs", "fr1")]
    [InlineData("electeur", "fr1")]
    [InlineData("elysee", "fr1")]
    [InlineData("école", "fr2")]
    [InlineData("ecoles", "fr2")]
    [InlineData("\"trois école\"", "fr2")]
    [InlineData("étés", "fr3")]
    [InlineData("ete", "fr3")]
    [InlineData("elección", "es1")]
    [InlineData("eleccion", "es1")]
    [InlineData("escuela", "es2")]
    [InlineData("ninos", "es2")]
    [InlineData("canción", "es3")]
    [InlineData("cancion", "es3")]
    [InlineData("elezione", "it1")]
    [InlineData("citta", "it1")]
    [InlineData("opposizione", "it1")]
    [InlineData("scuola", "it2")]
    [InlineData("pioggia", "it3")]
    [InlineData("eleição", "pt1")]
    [InlineData("eleicao", "pt1")]
    [InlineData("escola", "pt2")]
    [InlineData("canções", "pt3")]
    [InlineData("coracoes", "pt3")]
    [InlineData("verkiezing", "nl1")]
    [InlineData("scholen", "nl2")]
    [InlineData("выборы", "ru1")]
    [InlineData("выборов", "ru1")]
    [InlineData("школа", "ru2")]
    [InlineData("ёлка", "ru3")]
    [InlineData("елку", "ru3")]
    [InlineData("skola", "sv2")]
    [InlineData("vintrar", "sv3")]
    [InlineData("okul", "tr2")]
    [InlineData("izmir", "tr1")]
    [InlineData("İZMİR", "tr1")]
    [InlineData("seçim", "tr1")]
    [InlineData("wybory", "pl1")]
    [InlineData("東京", "ja1")]
    [InlineData("京都", "ja1 ja2")]
    [InlineData("選挙", "ja1")]
    [InlineData("ﾆｭｰｽ", "ja1")]
    [InlineData("选举", "zh1")]
    [InlineData("北京", "zh1")]
    [InlineData("한국", "ko1")]
    [InlineData("선거", "ko1")]
    [InlineData("서울 비", "ko1")]
    [InlineData("เลือกตั้ง", "th1")]
    [InlineData("กรุงเทพ", "th1")]
    [InlineData("ฝน", "th2")]
    [InlineData("កម្ពុជា", "km1")]
    [InlineData("ເລືອກຕັ້ງ", "lo1")]
    [InlineData("انتخابات", "ar1")]
    [InlineData("مَدْرَسَة", "ar1")]
    [InlineData("सरकार", "hi1")]
    [InlineData("चुनाव", "hi1")]
    [InlineData("ΕΚΛΟΓΗ", "el1")]
    [InlineData("κυβερνησης", "el1")]
    [InlineData("lang:de regierung", "de2")]
    [InlineData("lang:de school", "")]
    [InlineData("schools W/5 close", "en2")]
    [InlineData("Schule /S drei", "de2")]
    [InlineData("école PRE/2 ferment", "fr2")]
    [InlineData("harbour OR hafen OR ministre OR ферма", "de1 en1")]
    [InlineData("électeurs -marseille", "")]
    [InlineData("=Schule", "")]
    [InlineData("=Schulen", "de2")]
    [InlineData("=ecoles", "fr2")]
    [InlineData("=École", "")]
    [InlineData("=\"trois ecoles\"", "fr2")]
    [InlineData("écol*", "fr2")]
    [InlineData("Häus*", "de1")]
    [InlineData("ensegnant~1", "fr2")]
    [InlineData("title:Wahlen", "de1")]
    public void A_query_finds_its_articles_and_no_other(string query, string ids)
    {
        var results = index.Search(new SearchRequest { Query = query, Limit = 100 });
        Assert.Equal(ids, string.Join(' ', results.Hits.Select(h => h.Id).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Haus", "de1", "Häusern")]
    [InlineData("ecole", "fr2", "écoles")]
    [InlineData("canción", "es3", "canción")]
    [InlineData("школа школу", "ru2", "школы школах")]
    [InlineData("\"drei schulen\"", "de2", "drei Schulen")]
    [InlineData("İzmir seçim", "tr1", "İzmir'in")]
    [InlineData("=ecoles", "fr2", "écoles")]
    [InlineData("écol*", "fr2", "écoles")]
    public void Words_are_marked_in_the_language_of_their_article(string query, string id, string marked)
    {
        var hit = Assert.Single(index.Search(new SearchRequest { Query = query }).Hits);
        Assert.Equal(id, hit.Id);
        Assert.Equal(marked, string.Join(' ', hit.Snippet!.Matches.Select(m => hit.Snippet.Text[m.Start..m.End])));
    }

    [Fact]
    public void Statistics_and_facets_tell_the_languages()
    {
        var figures = index.Statistics();
        Assert.Equal("en", figures.Language);
        Assert.Equal(
            "en 4, de 3, es 3, fr 3, it 3, nl 3, pt 3, ru 3, sv 3, tr 3, ja 2, ko 2, th 2, ar 1, el 1, hi 1, km 1, lo 1, und 1, zh 1",
            string.Join(", ", figures.Languages.Select(l => $"{l.Value} {l.Count}")));
        var facet = Assert.Single(index.Search(new SearchRequest { Facets = [new("lang")] }).Facets);
        Assert.Contains(new FacetValue("tr", 3), facet.Values);
        Assert.True(index.Delete("pl1"));
        index.Commit();
        Assert.DoesNotContain("und", index.Statistics().Languages.Select(l => l.Value));
    }

    [Fact]
    public void A_word_is_worth_the_same_in_each_language_it_is_in()
    {
        using var other = ArticleIndex.Open(folder["other"], new() { Recognizer = null });
        other.Add(new Article { Id = "a", Body = "festival one two", Language = "en" });
        for (var i = 0; i < 9; i++)
        {
            other.Add(new Article { Id = $"d{i}", Body = "festival eins zwei", Language = "de" });
        }

        other.Add(new Article { Id = "x", Body = "nothing of it", Language = "en" });
        other.Commit();
        var scores = other.Search(new SearchRequest { Query = "festival", Limit = 100 }).Hits.Select(h => h.Score).Distinct();
        Assert.Single(scores);
    }

    [Fact]
    public void What_is_like_an_article_and_what_is_meant_are_found_in_its_language()
    {
        var typo = index.Search(new SearchRequest { Query = "ministeirn", Suggest = true });
        Assert.Equal("ministerin", Assert.Single(typo.Suggestions).Replacement);
        var words = index.Search(new SearchRequest { Query = "lang:fr", Significant = [new(SignificantRequest.Words)], Limit = 0 });
        Assert.DoesNotContain(Assert.Single(words.Significant).Values, v => v.Value is "les" or "des" or "sont");
    }

    [Fact]
    public void An_index_is_made_for_a_language_and_opened_for_no_other()
    {
        var path = folder["german"];
        using (var german = ArticleIndex.Open(path, new() { Recognizer = null, Language = "de-AT" }))
        {
            german.Add(new Article { Id = "untold", Body = "Viele Häuser" });
            german.Add(new Article { Id = "english", Body = "Many houses", Language = "en" });
            german.Commit();
            Assert.Equal("untold", Ids(german, "haus"));
            Assert.Equal("english", Ids(german, "house"));
            Assert.Equal("de", german.Statistics().Language);
        }

        using (ArticleIndex.Open(path, new() { Access = IndexAccess.ReadOnly }))
        {
        }

        var thrown = Assert.Throws<IndexException>(() => ArticleIndex.Open(path, new() { Language = "fr" }));
        Assert.Equal(IndexFault.Version, thrown.Fault);
        Assert.Contains("rebuild --language", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => ArticleIndexSet.Open([folder["index"], path]));
        var wrong = Assert.Throws<ArgumentException>(() => ArticleIndex.Open(folder["none"], new() { Language = "klingon" }));
        Assert.Contains("en, ar, bg", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("tr", ArticleIndexOptions.Languages);
        Assert.True(ArticleIndexOptions.IsLanguage("nb") && ArticleIndexOptions.IsLanguage("German"));
        Assert.False(ArticleIndexOptions.IsLanguage("klingon"));

        ArticleIndex.Rebuild(path, new() { Language = "en" });
        using var english = ArticleIndex.Open(path, new() { Access = IndexAccess.ReadOnly });
        Assert.Equal("", Ids(english, "haus"));
        Assert.Equal("untold", Ids(english, "Häuser"));
    }

    private static string Ids(ArticleIndex index, string query) =>
        string.Join(' ', index.Search(new SearchRequest { Query = query }).Hits.Select(h => h.Id).Order(StringComparer.Ordinal));

    private static Article Of(string id, string title, string body) => new() { Id = id, Title = title, Body = body, Language = id[..2] };
}
