using System.Text;

using SearchCore.Analysis;
using SearchCore.TestKit;

namespace SearchCore.Tests.Languages;

/// <summary>
/// Words have the stems that the Snowball project publishes for them, of samples of its vocabularies (vocabularies.txt, which says whose
/// they are); where they have not, they are listed here.
/// </summary>
public sealed class VocabularyTests
{
    // By language: words whose stem is another one than the published, with ours. In Turkish what stands behind an apostrophe is cut off
    // first; in Finnish a stemmer later than the vocabulary takes -iin for an ending less, and capitals are folded.
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        ["fi"] = "hÄrkÖnen:harkon ihmissuhteisiin:ihmissuhteis ikiaikaisiin:ikiaikais",
        ["tr"] = "başaltı'da:basal bulacaktır':bulacak disney'e:disney henry'nin:henry holding'ten:holdingi hyundai'nin:hyundai "
            + "kızılay'ı:kizilay mağazaları'nın:magaza miroğlu'nun:miroglu ortaçağ'dan:ortacak rosberg'in:rosbergi sıkıntısı'':sikintis "
            + "tasarısı'nın:tasaris çeçenistan'da:cecenista ötv'yi:otv ısrail'dir'':israil şesu'yu:sesu",
    };

    private static readonly ILookup<string, (string Word, string Stem)> Published = File
        .ReadLines(Path.Combine(SharedData.Root, "tests/SearchCore.Tests/Languages/vocabularies.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' '))
        .ToLookup(parts => parts[0], parts => (parts[1], parts[2]), StringComparer.Ordinal);

    public static TheoryData<string> Languages => [.. Published.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Words_have_the_stems_that_are_published(string language)
    {
        var analysis = TextLanguages.Find(language)!;
        var words = Published[language].ToList();
        Assert.True(words.Count >= 300);
        var others = words.Select(w => (w.Word, w.Stem, Ours: TermOf(analysis, w.Word)))
            .Where(w => w.Ours != TextFolding.FoldValue(w.Stem)).Select(w => $"{w.Word}:{w.Ours}");
        var found = string.Join(' ', others);
        Assert.True(Otherwise.GetValueOrDefault(language, string.Empty) == found, found);
    }

    [Fact]
    public void There_are_samples_of_eleven_languages() => Assert.Equal(
        "da en fi ga hu nl no ro ru sv tr", string.Join(' ', Published.Select(p => p.Key).Order(StringComparer.Ordinal)));

    private static string TermOf(TextAnalysis analysis, string word) =>
        TextLanguages.WithoutMark(analysis.TermOf(Encoding.UTF8.GetBytes(word)));
}
