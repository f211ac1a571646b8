using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Analysis;

/// <summary>Words as the world writes them, in an index: each spelling finds each other, and is marked where it stands.</summary>
public sealed class SpellingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("izmir", "İzmir", "İZMİR", "IZMIR", "ızmır", "I\u0307zmir")]
    [InlineData("diyarbakir", "Diyarbakır", "DİYARBAKIR")]
    [InlineData("Πετράκης", "ΠΕΤΡΑΚΗΣ", "πετρακησ", "Πετρα\u0301κης")]
    [InlineData("Prokopoulos\u02BC", "prokopoulos")]
    [InlineData("Μαΐου", "ΜΑΪΟΥ", "μαιου")]
    [InlineData("Straße", "STRASSE", "STRAẞE", "strasse")]
    [InlineData("\uFB01nance", "finance", "FINANCE")]
    [InlineData("ﬅop", "stop", "ſtop")]
    [InlineData("µm", "μm", "ΜM")]
    [InlineData("თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ", "ႧႡႨႪႨႱႨ", "ⴇⴁⴈⴊⴈⴑⴈ")]
    [InlineData("ガイド", "ｶﾞｲﾄﾞ", "カ\u3099イト\u3099")]
    [InlineData("Reuters", "Ｒｅｕｔｅｒｓ", "ℜ\u0065uters", "𝐑𝐞𝐮𝐭𝐞𝐫𝐬")]
    [InlineData("שלום", "שָׁלוֹם", "שׁלום", "\uFB2Aלום")]
    [InlineData("צה\"ל", "צה״ל")]
    [InlineData("أحمد", "احمد", "أَحْمَد", "احمـــد", "ٱحمد", "\uFE83\uFEA3\uFEE4\uFEAA")]
    [InlineData("مدرسة", "مدرسه", "مَدْرَسَة")]
    [InlineData("ایران", "ايران")]
    [InlineData("Hawaiʻi", "Hawai'i", "Hawai’i", "Hawai‘i", "Hawaii")]
    [InlineData("ʻIolani", "Iolani", "ʼIolani")]
    [InlineData("Qurʼan", "Qur'an", "Quran", "Qurʾān", "Qur´an", "Qur′an")]
    [InlineData("Shi'ite", "Shi’ite", "Shiite")]
    [InlineData("Ꮳ\u13B3\u13A9", "\uABB3\uAB83\uAB79")]
    [InlineData("café", "cafe\u0301", "CAFÉ", "cafe", "CAFE\u0301", "ca\u00ADfé", "ca\u200Dfe")]
    [InlineData("Việt", "Vie\u0323\u0302t", "Viet", "VIỆT")]
    [InlineData("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("H₂O", "H2O")]
    [InlineData("km²", "km2")]
    [InlineData("economy¹", "economy", "economy²³")]
    [InlineData("٢٠١٧", "2017", "۲۰۱۷", "२०१७")]
    [InlineData("coŀlegi", "col·legi", "collegi")]
    [InlineData("Łódź", "lodz", "Lo\u0301dz\u0301")]
    [InlineData("Əliyev", "aliyev")]
    [InlineData("encyclopædia", "encyclopaedia")]
    [InlineData("Ёлка", "елка", "Е\u0308лка")]
    [InlineData("F.B.I", "FBI", "fbi", "f.b.i.", "Ｆ．Ｂ．Ｉ")]
    [InlineData("U.S.A", "USA")]
    [InlineData("Ph.D", "PhD")]
    [InlineData("l'Élysée", "Élysée", "elysee", "l’Elysée", "d'Elysée", "dell'Elysée")]
    [InlineData("O'Brien", "O’Brien", "OBrien", "obrien")]
    [InlineData("rock'n'roll", "rock’n’roll", "Rock'n'Roll")]
    public void Spellings_of_one_word_meet_in_text_and_by_exact_form_and_are_marked(params string[] spellings)
    {
        using var index = ArticleIndex.Open(folder["index"], new() { ExactForms = true, Recognizer = null });
        foreach (var spelling in spellings)
        {
            index.Add(new Article { Id = spelling, Title = "t", Body = $"One two, {spelling} three.", Tags = [$"New {spelling}"] });
        }

        index.Commit();
        foreach (var asked in spellings)
        {
            foreach (var node in new QueryNode[] { new WordNode(asked), new ExactNode(asked), new PhraseNode($"two {asked} three") })
            {
                var found = index.Search(new SearchRequest { Tree = node, Limit = 100 });
                Assert.Equal(spellings.Order(StringComparer.Ordinal), found.Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
                Assert.All(found.Hits, hit =>
                {
                    var word = hit.Id.TrimEnd('.');
                    var marked = hit.Snippet!.Matches.Select(m => hit.Snippet.Text[m.Start..m.End]);
                    Assert.Equal(node is PhraseNode ? ["two", word, "three"] : [word], marked);
                });
            }

            if (!asked.Contains('.', StringComparison.Ordinal) && !spellings[0].Contains("Élysée", StringComparison.Ordinal)
                && !asked.Contains('¹', StringComparison.Ordinal) && !asked.Contains('²', StringComparison.Ordinal))
            {
                var values = index.Search(new SearchRequest { Tree = new FacetNode("tag", $"new {asked}"), Limit = 100 });
                Assert.Contains(asked, values.Hits.Select(h => h.Id));
            }
        }
    }

    [Theory]
    [InlineData("don't", "dont")]
    [InlineData("we'll", "well")]
    [InlineData("she'd", "shed")]
    [InlineData("us", "u.s")]
    [InlineData("it", "i.t")]
    [InlineData("か", "が")]
    [InlineData("คา", "ค่า")]
    [InlineData("कम", "क्म")]
    [InlineData("example.com", "examplecom")]
    [InlineData("3.14", "314")]
    public void Words_that_are_told_apart_stay_apart(string one, string other) =>
        Assert.NotEqual(Form(one), Form(other));

    [Theory]
    [InlineData("ـــ", "ـــ")]
    [InlineData("\u0640\u064E", "\u0640\u064E")]
    public void A_word_of_nothing_but_what_is_left_out_is_itself(string word, string form) => Assert.Equal(form, Form(word));

    [Theory]
    [InlineData(" The  Hague\t", "the hague")]
    [InlineData("O’Neil", "oneil")]
    [InlineData("'", "'")]
    [InlineData("’", "'")]
    [InlineData("ـ", "ـ")]
    [InlineData("", "")]
    public void A_value_is_folded_whole(string value, string folded) => Assert.Equal(folded, TextFolding.FoldValue(value));

    private static string Form(string word) => TextLanguages.English.WrittenFormOf(word);
}
