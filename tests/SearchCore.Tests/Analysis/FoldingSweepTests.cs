using System.Text;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Articles.Folding;
using SearchCore.Queries;
using SearchCore.TestKit;

using Xunit.Abstractions;

namespace SearchCore.Tests.Analysis;

/// <summary>
/// All of Unicode: an article with one spelling is found by the other, both ways, in text, by exact form, and as a value.
/// </summary>
public sealed class FoldingSweepTests(ITestOutputHelper output) : IDisposable
{
    // What is no word, alone or taken apart: operators, brackets, figures with a period, fractions, trade marks; a value it is.
    private const int FewSigns = 700;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_spelling_of_a_character_finds_every_other()
    {
        List<(string One, string Other)> pairs =
        [
            .. SpellingPairs.Decomposed(), .. SpellingPairs.Syllables(), .. SpellingPairs.Cases(), .. SpellingPairs.Marks(),
            .. SpellingPairs.Digits(), .. SpellingPairs.Lucenes(),
        ];
        using var index = ArticleIndex.Open(folder["ix"], new() { ExactForms = true, Recognizer = null });
        index.Index([new ListSource([.. pairs.SelectMany((p, i) => new[] { Of($"a{i}", p.One), Of($"b{i}", p.Other) })])]);
        index.Commit();
        var (differences, signs) = (new List<string>(), 0);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (one, other) = pairs[i];
            var isWord = IsWord(one) && IsWord(other);
            signs += isWord ? 0 : 1;
            foreach (var (id, asked) in new[] { ($"a{i}", other), ($"b{i}", one) })
            {
                List<QueryNode> nodes = [new FacetNode("tag", asked), new FacetNode("author", asked), new FacetNode("person", asked)];
                if (isWord)
                {
                    nodes.AddRange([new PhraseNode(asked), new ExactNode(asked)]);
                }

                var tree = new BooleanNode { Must = [new IdNode(id), .. nodes] };
                if (index.Search(new SearchRequest { Tree = tree, Limit = 0 }).Total.Value != 1)
                {
                    var lost = nodes.Where(n => index.Search(
                        new SearchRequest { Tree = new BooleanNode { Must = [new IdNode(id), n] }, Limit = 0 }).Total.Value != 1);
                    differences.Add($"{Escape(asked)} does not find {Escape(id == $"a{i}" ? one : other)}: "
                        + string.Join(", ", lost.Select(n => n.GetType().Name)));
                }
            }
        }

        output.WriteLine($"{pairs.Count:N0} pairs, {signs:N0} of which are no words; {differences.Count:N0} differences");
        Assert.True(differences.Count == 0, $"{differences.Count}: {string.Join("\n", differences.Take(200))}");
        Assert.InRange(signs, 0, FewSigns);
    }

    [Fact]
    public void Folding_what_is_folded_changes_nothing()
    {
        Span<char> once = stackalloc char[CharacterFolding.Longest], twice = stackalloc char[CharacterFolding.Longest];
        for (var c = 0; c < 0x110000; c++)
        {
            var folded = once[..CharacterFolding.Fold(c, once)];
            foreach (var rune in folded.ToString().EnumerateRunes())
            {
                var again = twice[..CharacterFolding.Fold(rune.Value, twice)];
                Assert.True(
                    again.SequenceEqual(rune.ToString()) || c is >= 0xD800 and <= 0xDFFF, $"U+{c:X4} becomes {Escape(folded.ToString())}");
            }
        }
    }

    [Fact]
    public void Where_there_is_ICU_the_forms_are_those_of_the_runtime()
    {
        if ("é".Normalize(NormalizationForm.FormD).Length == 1)
        {
            return;
        }

        foreach (var (one, other) in SpellingPairs.Decomposed())
        {
            Assert.Equal(one.Normalize(NormalizationForm.FormKD), other);
        }
    }

    // One word and nothing else.
    private static bool IsWord(string text)
    {
        using var words = new StringWords(text);
        return words.MoveNext() && words.End - words.Start == text.Length;
    }

    private static Article Of(string id, string text) => new()
    {
        Id = id,
        Title = "t",
        Body = text,
        Tags = [text],
        Authors = [text],
        Entities = [new("person", text)],
    };

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < (char)127 ? c.ToString() : $"\\u{(int)c:X4}"));
}
