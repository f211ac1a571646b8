using SearchCore.Entities.Text;

namespace SearchCore.Entities.Tests.Text;

/// <summary>Where words begin and end, how they are written, and what stands between them.</summary>
public class TokenizerTests
{
    [Theory]
    [InlineData("rain", "rain", "rain", "Lower")]
    [InlineData("Rain", "Rain", "rain", "Capitalized")]
    [InlineData("R", "R", "r", "Initial")]
    [InlineData("r", "r", "r", "Lower")]
    [InlineData("RAIN", "RAIN", "rain", "AllCaps")]
    [InlineData("eBay", "eBay", "ebay", "Mixed")]
    [InlineData("McKay", "McKay", "mckay", "Mixed")]
    [InlineData("34", "34", "34", "Number")]
    [InlineData("3rd", "3rd", "3rd", "Lower")]
    [InlineData("12th", "12th", "12th", "Number")]
    [InlineData("F16", "F16", "f16", "Capitalized")]
    [InlineData("MH17", "MH17", "mh17", "AllCaps")]
    [InlineData("1A", "1A", "1a", "Number")]
    [InlineData("U.S.", "U.S.", "u.s", "Dotted")]
    [InlineData("U.S", "U.S", "u.s", "Dotted")]
    [InlineData("J.", "J.", "j", "Initial")]
    [InlineData("J.Smith", "J.", "j", "Initial")]
    [InlineData("Mr.", "Mr", "mr", "Capitalized")]
    [InlineData("AT&T", "AT&T", "at&t", "AllCaps")]
    [InlineData("AT&t", "AT", "at", "AllCaps")]
    [InlineData("F1&B", "F1", "f1", "Capitalized")]
    [InlineData("O'Brien", "O'Brien", "obrien", "Mixed")]
    [InlineData("o`clock", "o`clock", "oclock", "Lower")]
    [InlineData("Jose\u0301", "Jose", "jose", "Capitalized")]
    [InlineData("Þór", "Þór", "thor", "Capitalized")]
    [InlineData("re\u00ADport", "re\u00ADport", "report", "Lower")]
    public void A_word_has_an_end_a_folded_form_and_a_shape(string text, string word, string folded, string shape)
    {
        var (tokens, vocabulary) = Read(text);
        ref var token = ref tokens[0];
        Assert.Equal(word, text[token.Start..token.End]);
        Assert.Equal(folded, vocabulary.Text(token.Term).ToString());
        Assert.Equal(Enum.Parse<Shape>(shape), token.Shape);
        Assert.False(token.Has(TokenFlags.Possessive));
    }

    [Theory]
    [InlineData("Ankara's offer", "Ankara")]
    [InlineData("Ankara’s offer", "Ankara")]
    [InlineData("ANKARA'S OFFER", "ANKARA")]
    [InlineData("it`s late", "it")]
    [InlineData("the Joneses' house", "Joneses")]
    [InlineData("the F16s' range", "F16s")]
    public void A_possessive_ending_is_cut_off(string text, string word)
    {
        var (tokens, _) = Read(text);
        var token = tokens.Span.ToArray().Single(t => t.Has(TokenFlags.Possessive));
        Assert.Equal(word, text[token.Start..token.End]);
        Assert.Equal(Gap.Space, tokens[tokens.Count - 1].Gap);
    }

    [Theory]
    [InlineData("the dogs' house")]
    [InlineData("JONES` house")]
    [InlineData("in '97' again")]
    [InlineData("O'Sullivan")]
    public void A_quotation_mark_is_none(string text)
    {
        Assert.All(Read(text).Tokens.Span.ToArray(), t => Assert.False(t.Has(TokenFlags.Possessive)));
    }

    [Theory]
    [InlineData("a b", "Space")]
    [InlineData("a\u00A0\tb", "Space")]
    [InlineData("a\r\nb", "Space, Line")]
    [InlineData("a\n\nb", "Line, Paragraph")]
    [InlineData("a\u2029b", "Line, Paragraph")]
    [InlineData("a, b", "Space, Comma")]
    [InlineData("al-b", "Hyphen")]
    [InlineData("a -b", "Space, Dash")]
    [InlineData("a - b", "Space, Dash")]
    [InlineData("a—b", "Dash")]
    [InlineData("end. Begin", "Space, SentenceEnd")]
    [InlineData("end… b", "Space, SentenceEnd")]
    [InlineData("file.txt", "Other")]
    [InlineData("Dr. Vandervoort", "Space, Abbreviation")]
    [InlineData("dr. vandervoort", "Space, SentenceEnd")]
    [InlineData("a “b", "Space, Quote")]
    [InlineData("a (b", "Space, Open")]
    [InlineData("a] b", "Space, Close")]
    [InlineData("a; b", "Space, Colon")]
    [InlineData("a & b", "Space, Ampersand")]
    [InlineData("a/b", "Slash")]
    [InlineData("a @b", "Space, Other, Glued")]
    [InlineData("a @ b", "Space, Other")]
    [InlineData("a *b", "Space, Other")]
    [InlineData("a \u200Bb", "Space")]
    [InlineData("a https://b.c/D?e=f b", "Space, Other")]
    [InlineData("a www.b.cd b", "Space, Other")]
    public void Between_two_words_stands_what_is_seen(string text, string gap)
    {
        var (tokens, _) = Read(text);
        Assert.Equal(2, tokens.Count);
        Assert.Equal(Gap.Line, tokens[0].Gap);
        Assert.Equal(Enum.Parse<Gap>(gap), tokens[1].Gap);
    }

    [Fact]
    public void A_word_that_is_too_long_is_read_and_known_nowhere()
    {
        var text = new string('x', WordScanner.MaxWord) + " " + new string('x', WordScanner.MaxWord + 1);
        var (tokens, _) = Read(text);
        Assert.Equal(2, tokens.Count);
        Assert.True(tokens[0].Term >= 0);
        Assert.Equal((-1, WordScanner.MaxWord + 1), (tokens[1].Term, tokens[1].Length));
    }

    private static (TokenList Tokens, Vocabulary Vocabulary) Read(string text)
    {
        var vocabulary = new Vocabulary();
        vocabulary.AddTrait("dr", Traits.Abbreviation);
        var tokens = new TokenList();
        Tokenizer.Run(text, 0, text.Length, vocabulary, tokens);
        return (tokens, vocabulary);
    }
}
