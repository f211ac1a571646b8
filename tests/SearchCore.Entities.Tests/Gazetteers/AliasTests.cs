using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Gazetteers;

public sealed class AliasTests
{
    private static readonly IEntityAliases BuiltIn = Assert.IsAssignableFrom<IEntityAliases>(EntityRecognizer.Default);

    [Theory]
    [InlineData("place", "USA", "United States")]
    [InlineData("place", "u.s.", "United States")]
    [InlineData(null, "U.S.A.", "United States")]
    [InlineData("place", "american", "United States")]
    [InlineData("place", "United States", "United States")]
    [InlineData("person", "PUTIN", "Vladimir Putin")]
    [InlineData("organization", "NATO", "NATO")]
    [InlineData("organization", "Quolmar Corp.", "Quolmar")]
    [InlineData("organization", "quolmar and co", "quolmar")]
    [InlineData(null, "General Motors Corporation", "General Motors")]
    [InlineData("person", "Vice President Harris", "Kamala Harris")]
    public void A_form_has_a_canonical_name(string? kind, string form, string name) =>
        Assert.Equal(name, Assert.Single(BuiltIn.Canonical(kind, form)).Name);

    [Theory]
    [InlineData("person", "USA")]
    [InlineData("place", "USA and more")]
    [InlineData("place", "the")]
    [InlineData("place", "")]
    [InlineData("place", "\uD800, !")]
    [InlineData(null, "President")]
    [InlineData("ship", "Putin")]
    [InlineData("person", "Quolmar Corp")]
    [InlineData("organization", "Corp")]
    [InlineData("organization", "Boston Corp")]
    public void What_no_gazetteer_knows_has_none(string? kind, string form) => Assert.Empty(BuiltIn.Canonical(kind, form));

    [Fact]
    public void Names_that_keep_their_legal_form_have_no_alias_without_it()
    {
        var own = Assert.IsAssignableFrom<IEntityAliases>(EntityRecognizer.Create(new RecognizerOptions { LegalForms = true }));
        Assert.Empty(own.Canonical("organization", "Quolmar Corp"));
    }

    [Fact]
    public void Long_texts_have_none() => Assert.Empty(BuiltIn.Canonical(null, string.Concat(Enumerable.Repeat("Putin ", 50_000))));

    [Fact]
    public void Entities_of_ones_own_win_and_nationalities_can_be_left_out()
    {
        var own = Assert.IsAssignableFrom<IEntityAliases>(EntityRecognizer.Create(new RecognizerOptions
        {
            Nationalities = false,
            Gazetteer = [new() { Kind = "ship", Name = "Aurora", Aliases = ["Putin"] }],
        }));
        Assert.Equal([new EntityName("ship", "Aurora")], own.Canonical(null, "putin"));
        Assert.Empty(own.Canonical("place", "American"));
        Assert.Equal([new EntityName("place", "United States")], own.Canonical("place", "America"));
    }

    // Every mention that is found carries the name to which its form resolves, or one that the article itself gave it.
    [Fact]
    public void It_agrees_with_what_the_recognizer_finds()
    {
        const string text = "U.S. President Vladimir Putin flew to Britain on Monday. America and NATO were silent in Brussels.";
        var mentions = new List<EntityMention>();
        EntityRecognizer.Default.Recognize(text, mentions);
        Assert.True(mentions.Count >= 5);
        Assert.All(mentions, m => Assert.Equal([new EntityName(m.Kind, m.Name)], BuiltIn.Canonical(m.Kind, text[m.Start..m.End])));
    }
}
