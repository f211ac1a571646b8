using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Languages;

public sealed class StemmingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> Codes => [.. LanguageWords.Groups.Keys];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_language_that_stems_has_words_here()
    {
        var stemming = LanguageTable.All.Where(l => l.Stem is not null).Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(LanguageWords.Groups.Keys.ToHashSet(StringComparer.Ordinal), stemming);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Forms_of_a_word_have_one_term_and_other_words_have_others(string code)
    {
        var analysis = TextLanguages.Find(code)!;
        Assert.Equal(code, analysis.Code);
        var groups = LanguageWords.Groups[code].Split('|').Select(g => g.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var terms = groups.Select(g => g.Select(w => analysis.TermOf(Encoding.UTF8.GetBytes(w))).ToList()).ToList();
        Assert.All(terms, group => Assert.Single(group.Distinct()));
        Assert.Equal(groups.Count, terms.Select(t => t[0]).Distinct().Count());
        Assert.All(terms, group => Assert.StartsWith(analysis.Mark, group[0], StringComparison.Ordinal));
        Assert.All(terms, group => Assert.Same(analysis, TextLanguages.OfTerm(group[0])));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_form_finds_each_other_in_an_index_and_is_marked(string code)
    {
        var groups = LanguageWords.Groups[code].Split('|').Select(g => g.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var exact in new[] { false, true })
        {
            using var index = ArticleIndex.Open(folder[$"index{exact}"], new() { Recognizer = null, ExactForms = exact });
            foreach (var word in groups.SelectMany(g => g))
            {
                index.Add(new Article { Id = word, Body = $"1 {word} 2", Language = code });
            }

            index.Add(new Article { Id = "other", Body = "en voilà", Language = code == "en" ? "fr" : "en" });
            index.Commit();
            foreach (var group in groups)
            {
                foreach (var asked in group)
                {
                    var results = index.Search(new SearchRequest { Query = $"\"{asked}\"", Limit = 100 });
                    Assert.Equal(group.Order(StringComparer.Ordinal), results.Hits.Select(h => h.Id).Order(StringComparer.Ordinal));
                    Assert.All(results.Hits, hit => Assert.Equal(
                        [hit.Id], hit.Snippet!.Matches.Select(m => hit.Snippet.Text[m.Start..m.End])));
                    if (exact)
                    {
                        var same = index.Search(new SearchRequest { Query = $"=\"{asked}\"", Limit = 100 });
                        Assert.Contains(asked, same.Hits.Select(h => h.Id));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("deu", "de")]
    [InlineData("ger", "de")]
    [InlineData("German", "de")]
    [InlineData("pt_BR", "pt")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("nb", "no")]
    [InlineData("pl", "und")]
    [InlineData("klingon", "und")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("und", null)]
    [InlineData("Unknown", null)]
    [InlineData(null, null)]
    public void A_language_is_known_by_its_tag_its_codes_and_its_name(string? given, string? code) =>
        Assert.Equal(code, TextLanguages.Find(given)?.Code);

    [Fact]
    public void No_word_takes_a_stemmer_down()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var analysis in TextLanguages.All)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var word = Word(random, analysis.Code);
                try
                {
                    var term = analysis.TermOf(Encoding.UTF8.GetBytes(word));
                    var form = TextLanguages.WithoutMark(analysis.ExactTermOf(Encoding.UTF8.GetBytes(word)));

                    // The stem is a function of the exact form.
                    Assert.Equal(term, analysis.TermOf(Encoding.UTF8.GetBytes(form)));
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}, {analysis.Code}: '{word}'", e);
                }
            }
        }
    }

    private static string Word(Random random, string code)
    {
        var letters = LanguageWords.Groups.GetValueOrDefault(code, "abc").Replace(" ", "", StringComparison.Ordinal)
            .Replace("|", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ =>
            random.Next(20) == 0 ? (char)random.Next('a', 'z' + 1) : letters[random.Next(letters.Length)]));
    }
}
