using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

/// <summary>English stop words are told by code, those of other languages by their list.</summary>
public sealed class StopWordsTests
{
    [Fact]
    public void English_ones_are_those_of_the_list_and_no_others()
    {
        Assert.Equal(33, StopWords.English.Words.Count());
        Assert.All(StopWords.English.Words, word => Assert.True(StopWords.English.Contains(word), word));
        foreach (var other in StopWords.English.Words.SelectMany(word => (string[])[word + "x", "x" + word, word.ToUpperInvariant()]))
        {
            Assert.False(StopWords.English.Contains(other), other);
        }

        Assert.False(StopWords.English.Contains(""));
    }

    [Fact]
    public void Every_language_has_the_words_of_its_list()
    {
        foreach (var language in TextLanguages.All.Where(language => language.Code is not ("und" or "en")))
        {
            var list = StopWords.Of(LanguageTable.All.Single(row => row.Code == language.Code).StopWords?.Invoke());
            Assert.All(list.Words, word => Assert.True(language.IsStopWord(word), $"{language.Code}: {word}"));
        }
    }
}
