using System.Collections.ObjectModel;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>What a caller's own code throws comes out as itself, and the recognizer serves the next text.</summary>
public class FaultTests
{
    private const string Text = "Ottoline Quarrendon met Vladimir Putin in Oslo. Quarrendon left.";

    [Fact]
    public void A_collection_that_throws_is_heard_as_itself_and_leaves_nothing_behind()
    {
        var recognizer = EntityRecognizer.Create(new RecognizerOptions());
        var expected = new List<EntityMention>();
        recognizer.Recognize(Text, expected);

        Assert.Throws<ArithmeticException>(() => recognizer.Recognize(Text, new Full(2)));
        Assert.Throws<InvalidOperationException>(() => recognizer.Recognize(Text, new Full(0)));

        var mentions = new List<EntityMention>();
        recognizer.Recognize(Text, mentions);
        Assert.Equal(expected, mentions);
        Assert.Equal(4, mentions.Count);
    }

    [Fact]
    public void What_is_null_is_named()
    {
        Assert.Equal("mentions", Assert.Throws<ArgumentNullException>(() => EntityRecognizer.Default.Recognize(Text, null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => EntityRecognizer.Create(null!)).ParamName);
        var aliases = Assert.IsAssignableFrom<IEntityAliases>(EntityRecognizer.Default);
        Assert.Equal("form", Assert.Throws<ArgumentNullException>(() => aliases.Canonical("place", null!)).ParamName);
    }

    private sealed class Full(int room) : Collection<EntityMention>
    {
        protected override void InsertItem(int index, EntityMention item)
        {
            if (Count == room)
            {
                throw room == 0 ? new InvalidOperationException() : new ArithmeticException();
            }

            base.InsertItem(index, item);
        }
    }
}
