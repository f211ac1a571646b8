using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Names in narrow columns: broken between their words and inside of them.</summary>
public class BrokenLineTests
{
    [Theory]
    [InlineData("They went to Mel-\nbourne by train.", "Melbourne")]
    [InlineData("They went to Mel\u00AC\nbourne by train.", "Melbourne")]
    [InlineData("They went to Mel\u00AC bourne by train.", "Melbourne")]
    [InlineData("They went to Mel\u00AD\n  bourne by train.", "Melbourne")]
    [InlineData("They went to Can-\nada by train.", "Canada")]
    public void A_word_broken_at_the_end_of_a_line_is_one_word(string text, string name)
    {
        var mention = Assert.Single(Found.In(text));
        Assert.Equal((EntityKinds.Place, name), (mention.Kind, mention.Name));
        Assert.StartsWith(text[mention.Start..(mention.Start + 3)], name, StringComparison.Ordinal);
        Assert.Equal(text.IndexOf(" by", StringComparison.Ordinal), mention.End);
    }

    [Fact]
    public void A_broken_name_that_nobody_knows_is_written_whole()
    {
        Assert.Equal(["Ottoline Quarrendon"], Found.Names("They met Ottoline Quarren-\ndon there. It was late.", EntityKinds.Person));
    }

    [Theory]
    [InlineData("A man of the Ohio-\nbased firm came.")]
    [InlineData("A man of the Quolmar-\nbased firm came.")]
    public void A_compound_at_the_end_of_a_line_stays_two_words(string text)
    {
        Assert.DoesNotContain(Found.In(text), m => m.Name.Contains("based", StringComparison.Ordinal));
    }

    [Fact]
    public void Hyphens_of_names_may_stand_at_the_end_of_a_line()
    {
        Assert.Equal(["person:Jean-\nPierre Halloway"], Found.Spans("They met Jean-\nPierre Halloway in town."));
    }

    [Fact]
    public void A_full_line_that_ends_within_a_sentence_goes_on_in_the_next()
    {
        var text = "The long talks about the harbour were led for the second time by Ottoline\nQuarrendon and others. They ended late.";
        Assert.Equal(["Ottoline Quarrendon"], Found.Names(text, EntityKinds.Person));
    }

    [Fact]
    public void Entries_of_a_list_stay_apart()
    {
        var text = "Those who came to the harbour for the talks, in no order: Ottoline\n"
            + "Quarrendon - chair of all the talks about the harbour there";
        Assert.DoesNotContain("Ottoline Quarrendon", Found.Names(text, EntityKinds.Person));
    }

    [Fact]
    public void A_word_that_is_broken_again_and_again_gives_no_endless_name()
    {
        string[] broken = ["They met ", .. Enumerable.Repeat("Qu-\n", 20_000), .. Enumerable.Repeat("Ab\u00AC\ncd", 20_000)];
        var text = string.Concat(broken);
        Assert.All(Found.In(text), m => Assert.True(m.Name.Length <= 200));
    }
}
