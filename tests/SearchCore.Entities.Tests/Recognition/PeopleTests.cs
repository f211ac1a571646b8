using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Which words are a person, and which person: given names, titles, compounds, pairs.</summary>
public class PeopleTests
{
    [Fact]
    public void A_given_name_alone_is_a_mention_only_when_told()
    {
        const string Text = "They asked Karen and Peter about it.";
        Assert.Empty(Found.Names(Text, EntityKinds.Person));
        Assert.Equal(["Karen", "Peter"], Found.Names(Text, EntityKinds.Person, new() { GivenNames = true }));
    }

    [Theory]
    [InlineData("Karen Quarrendon came. They asked Karen about it.", "Karen Quarrendon")]
    [InlineData("They met Secretary Austin. In the end Austin left.", "Lloyd Austin")]
    [InlineData("They met Mr. Scott. In the end Scott left.", "Scott")]
    public void A_given_name_that_the_article_ties_to_somebody_is_that_person(string text, string name)
    {
        Assert.Equal([name], Found.Names(text, EntityKinds.Person));
    }

    [Theory]
    [InlineData("They heard Chancellor of the Exchequer Orla Brannigan in town.")]
    [InlineData("They heard Secretary of Health and Human Services Orla Brannigan in town.")]
    [InlineData("They heard National Security Advisor Orla Brannigan in town.")]
    public void Titles_of_several_words_are_no_part_of_a_name_and_none_themselves(string text)
    {
        Assert.Equal(["person:Orla Brannigan"], Found.Spans(text));
    }

    [Fact]
    public void A_family_name_after_the_office_of_a_known_person_is_that_person()
    {
        var mention = Assert.Single(Found.In("They saw Vice President Harris there."));
        Assert.Equal(("Kamala Harris", 24, 30), (mention.Name, mention.Start, mention.End));
        Assert.Equal(["Harris"], Found.Names("They saw Mr. Harris there.", EntityKinds.Person));
    }

    [Theory]
    [InlineData("They met President Roh Tae-woo in town.", "Roh Tae-woo")]
    [InlineData("They met Lee In-so in town.", "Lee In-so")]
    [InlineData("They met Jean-Pierre Halloway in town.", "Jean-Pierre Halloway")]
    public void Hyphens_join_the_parts_of_a_name(string text, string name)
    {
        Assert.Equal(["person:" + name], Found.Spans(text));
    }

    [Fact]
    public void A_family_name_of_several_words_is_the_person_named_in_full()
    {
        var text = "Orla Jean-Pierre spoke. Later Jean-Pierre left. Ana Maria Velez Quintor came, and Velez Quintor laughed.";
        Assert.Equal(["Orla Jean-Pierre", "Ana Maria Velez Quintor"], Found.Names(text, EntityKinds.Person));
    }

    [Theory]
    [InlineData("They praised the Biden\u2060-Harris plan in town.")]
    [InlineData("They praised the Biden-\u2060Harris plan in town.")]
    public void A_pair_of_people_is_no_person(string text)
    {
        Assert.DoesNotContain(Found.Names(text, EntityKinds.Person), n => n.Contains('-', StringComparison.Ordinal));
    }

    [Fact]
    public void Two_states_or_bodies_with_a_hyphen_are_two()
    {
        Assert.Equal(["France", "NATO"], Found.In("They watched the France-NATO talks.").Select(m => m.Name));
    }

    [Fact]
    public void A_colour_of_people_is_no_person_but_after_a_title()
    {
        Assert.Empty(Found.Names("Most of the Black and Hispanic voters came.", EntityKinds.Person));
        Assert.Equal(["Black"], Found.Names("They met Mr. Black there.", EntityKinds.Person));
    }

    [Fact]
    public void A_speaker_in_capitals_is_written_as_others_are()
    {
        Assert.Equal(["Zorin"], Found.Names("MR. ZORIN:  Thank you for that.", EntityKinds.Person));
    }

    [Fact]
    public void A_name_has_one_kind_in_an_article()
    {
        var text = "The striker Velmo Hestrin was hurt. It is a pity, said Velmo Hestrin. Many came near Velmo Hestrin.";
        Assert.Equal(["person"], Found.In(text).Select(m => m.Kind).Distinct());
    }
}
