using System.Text;

using SearchCore.Analysis;
using SearchCore.TestKit.Corpora;

namespace SearchCore.Tests.Analysis;

public sealed class FirstLetterTests
{
    private const int RandomWords = 200_000;

    private static readonly TextAnalysis Analysis = TextLanguages.English;

    // The words of the English stemmer's lists of exceptions, and the beginnings that it treats in their own way.
    private const string Exceptions =
        "skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos bias andes inning outing canning "
        + "herring earring proceed exceed succeed generate communism arsenal yes Yellow youth YES y's I's o'neil a's A.B. x1 z'z'z' "
        + "e-mail w_w";

    [Fact]
    public void A_word_of_ASCII_characters_without_an_apostrophe_keeps_its_first_letter()
    {
        foreach (var word in Exceptions.Split(' '))
        {
            AssertKept(word);
        }

        foreach (var article in SyntheticNews.Articles(7, 200, NewsProfile.Wire))
        {
            foreach (var word in (article.Body ?? "").Split(' '))
            {
                AssertKept(word);
            }
        }

        var seed = Environment.TickCount;
        var random = new Random(seed);
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", others = letters + "''.0123456789_yyyiiieees";
        for (var i = 0; i < RandomWords; i++)
        {
            var word = letters[random.Next(letters.Length)] + string.Concat(
                Enumerable.Range(0, random.Next(9)).Select(_ => others[random.Next(others.Length)]));
            AssertKept(word);
        }
    }

    private static void AssertKept(string word)
    {
        if (word.Length == 0 || !char.IsAsciiLetter(word[0]) || !Ascii.IsValid(word) || word.Contains('\'', StringComparison.Ordinal))
        {
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes(word);
        foreach (var form in new[] { Analysis.TermOf(utf8), Analysis.ExactTermOf(utf8)[1..] })
        {
            Assert.True(form.Length == 0 || form[0] == char.ToLowerInvariant(word[0]), $"{word} becomes {form}");
        }
    }
}
