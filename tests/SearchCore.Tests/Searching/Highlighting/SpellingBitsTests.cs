using System.Text;

using SearchCore.Analysis;
using SearchCore.Searching.Highlighting;

namespace SearchCore.Tests.Searching.Highlighting;

/// <summary>A spelling's bit is that of its stem, however many others want its slot and however many threads ask.</summary>
public class SpellingBitsTests
{
    // More than there are slots, so that most slots change hands.
    private const int Spellings = 200_000;

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void The_bit_of_a_spelling_is_that_of_its_stem(string language)
    {
        var analysis = TextLanguages.All.Single(a => a.Code == language);
        var (bits, rounds) = (SpellingBits.Of(analysis), Enumerable.Range(0, 2).ToArray());
        var wrong = rounds.SelectMany(_ => Enumerable.Range(0, Spellings)).AsParallel().Count(n =>
        {
            var spelling = Encoding.UTF8.GetBytes($"runn{(char)('a' + (n % 26))}{n / 26 % 997}{(char)('a' + (n % 23))}ing{n % 3}");
            return bits.Find(spelling) != SpellingBits.OfStem(analysis.TermOf(spelling));
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Spellings_of_a_stem_have_one_bit()
    {
        var bits = SpellingBits.Of(TextLanguages.English);
        Assert.Equal(bits.Find("elections"u8), bits.Find("Election"u8));
        Assert.Equal(bits.Find("elections"u8), bits.Find("elections"u8));
        Assert.Same(bits, SpellingBits.Of(TextLanguages.English));
    }
}
