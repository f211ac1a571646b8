using SearchCore.Cli.Interactive.Completion;

namespace SearchCore.Cli.Tests.Interactive.Completion;

public sealed class QueryPlaceTests
{
    // The bar | of each text is where the cursor stands; what is typed of the thing there, and which thing it is.
    [Theory]
    [InlineData("sy¦", "Word", "sy", "")]
    [InlineData("¦", "Word", "", "")]
    [InlineData("oil sy¦", "Word", "sy", "")]
    [InlineData("(oil OR sy¦", "Word", "sy", "")]
    [InlineData("-sy¦", "Word", "sy", "")]
    [InlineData("\"surprise vi¦", "PhraseWord", "vi", "")]
    [InlineData("\"surprise visit\" a¦", "Word", "a", "")]
    [InlineData("place:¦", "Value", "", "place")]
    [InlineData("place:sy¦", "Value", "sy", "place")]
    [InlineData("oil -PLACE:sy¦", "Value", "sy", "place")]
    [InlineData("person:\"Vladimir Pu¦", "Value", "Vladimir Pu", "person")]
    [InlineData("place:(syria, new yo¦", "Value", "new yo", "place")]
    [InlineData("place:(syria, new york) x¦", "Word", "x", "")]
    [InlineData("body:(a OR (b¦", "Value", "b", "body")]
    [InlineData("date>=20¦", "Value", "20", "date")]
    [InlineData("date>¦", "Value", "", "date")]
    [InlineData("a\\\"b¦", "Word", "a\\\"b", "")]
    [InlineData("oil | so¦", "Directive", "so", "")]
    [InlineData("oil | sort ne¦", "DirectiveArgument", "ne", "sort")]
    [InlineData("oil | sort newest | fa¦", "Directive", "fa", "")]
    [InlineData("oil | select place:sy¦", "Value", "sy", "place")]
    [InlineData("oil | facet person 20, pl¦", "DirectiveArgument", "pl", "facet")]
    [InlineData("12:30¦", "Word", "12:30", "")]
    public void What_stands_at_the_cursor_is_found(string marked, string kind, string typed, string name)
    {
        var cursor = marked.IndexOf('¦', StringComparison.Ordinal);
        var text = marked.Remove(cursor, 1);
        foreach (var whole in new[] { text, text + " more" })
        {
            var place = QueryPlace.Of(whole, cursor);
            Assert.Equal((Enum.Parse<PlaceKind>(kind), typed, name), (place.Kind, place.Typed, place.Name));
            Assert.Equal(typed, whole[place.Start..cursor].TrimStart('"'));
        }
    }
}
