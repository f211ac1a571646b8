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
    // By language: words whose stem is another one than the published, with ours.
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
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
        Assert.Equal(Otherwise.GetValueOrDefault(language, string.Empty), string.Join(' ', others));
    }

    [Fact]
    public void There_are_samples_of_eleven_languages() => Assert.Equal(
        "da en fi ga hu nl no ro ru sv tr", string.Join(' ', Published.Select(p => p.Key).Order(StringComparer.Ordinal)));

    private static string TermOf(TextAnalysis analysis, string word) =>
        TextLanguages.WithoutMark(analysis.TermOf(Encoding.UTF8.GetBytes(word)));
}
