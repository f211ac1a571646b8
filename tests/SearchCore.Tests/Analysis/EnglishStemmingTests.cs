using System.Text;

using Lucene.Net.Tartarus.Snowball.Ext;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

/// <summary>Stems, against Lucene's stemmer.</summary>
public sealed class EnglishStemmingTests
{
    // What the steps look at, and what stands between.
    private static readonly string[] Parts =
    [
        "sses", "ied", "ies", "us", "ss", "s", "eed", "eedly", "ed", "edly", "ing", "ingly", "at", "bl", "iz", "tt", "nn", "y", "ay",
        "tional", "enci", "ency", "anci", "abli", "ably", "entli", "ently", "izer", "ization", "ational", "ation", "ator", "alism",
        "aliti", "alli", "ally", "fulness", "ousli", "ousness", "iveness", "iviti", "ivity", "biliti", "bli", "ogi", "logy", "fulli",
        "lessli", "li", "ly", "alize", "icate", "iciti", "ical", "ful", "ness", "ative", "al", "ance", "ence", "er", "ic", "able",
        "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "sion", "tion", "ion", "e", "l", "ll", "gener",
        "commun", "arsen", "w", "x", "0", "7",
    ];

    private readonly EnglishStemmer twin = new();

    [Theory]
    [InlineData("skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos bias andes")]
    [InlineData("inning innings outing canning herring herrings earring proceed proceeds exceed succeed succeeded exceedingly")]
    [InlineData("a by yes eyes yy ayy sayyid youyy as ass us gas bus ties tied dies cries flies gaps kiwis bed shed sing singing ring")]
    [InlineData("hoping hopping luxuriated conflated troubled sized generously communities arsenals x86 3rd 1990s b2b f16s eed feed")]
    [InlineData("ing ed ied ion ation ational ll ell e ee be bee controlled controll rolle apologies biology internationalization")]
    public void Words_that_rules_name_have_the_stems_of_Lucene(string words) => Assert.All(words.Split(' '), Compare);

    [Fact]
    public void Words_put_together_from_what_the_rules_look_at_have_the_stems_of_Lucene()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 200_000; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0
                ? Letters(random)
                : Parts[random.Next(Parts.Length)]));
            Assert.True(Expected(word) == Stem(word), $"seed {seed}: {word} is {Stem(word)}, not {Expected(word)}");
        }
    }

    [Fact]
    public void The_longest_word_there_may_be_has_room()
    {
        var word = new string('b', TextAnalysis.MaxTokenLength - 5) + "ating";
        Compare(word);
        Compare(new string('y', TextAnalysis.MaxTokenLength));
    }

    private void Compare(string word) => Assert.Equal(Expected(word), Stem(word));

    private string Expected(string word)
    {
        twin.SetCurrent(word);
        twin.Stem();
        return twin.Current;
    }

    private static string Stem(string word)
    {
        var bytes = new byte[word.Length + 1];
        return Encoding.ASCII.GetString(bytes, 0, EnglishStemming.Stem(bytes, Encoding.ASCII.GetBytes(word, bytes)));
    }

    private static string Letters(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => (char)('a' + random.Next(26))));
}
