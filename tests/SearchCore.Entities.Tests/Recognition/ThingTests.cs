using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Names of lawsuits, laws, offices and rooms, which are no people and no organizations.</summary>
public class ThingTests
{
    [Fact]
    public void A_lawsuit_is_none_of_its_parties_in_the_whole_article()
    {
        Assert.Empty(Found.In("They read Quarrendon v. Hale again. The ruling in Quarrendon stands, and so does Hale."));
    }

    [Fact]
    public void A_match_is_still_its_teams()
    {
        Assert.Equal(["France", "Italy"], Found.In("They saw France v Italy on Friday.").Select(m => m.Name));
    }

    [Fact]
    public void The_abbreviation_of_a_law_is_no_organization()
    {
        var text = "The Velmora Harbour Protection Act (VHPA) passed. Under the VHPA ports pay.";
        Assert.Empty(Found.In(text));
    }

    [Fact]
    public void An_office_with_of_is_one_organization()
    {
        Assert.Equal(
            ["organization:White House Office of Harbour Policy"],
            Found.Spans("They asked the White House Office of Harbour Policy about it."));
    }

    [Fact]
    public void A_department_of_a_country_is_the_department()
    {
        var text = "The U.S. Department of Agriculture agreed. The Agriculture Department then waited.";
        Assert.Equal(["Agriculture Department"], Found.Names(text, EntityKinds.Organization));
        Assert.Contains("organization:Agriculture Ministry", Found.Spans("They heard Velmora's Agriculture Ministry."));
    }

    [Fact]
    public void A_room_with_a_persons_name_is_a_place()
    {
        Assert.Equal(
            ["place:James S. Brady Press Briefing Room", "place:Velmora Executive Office Building"],
            Found.Spans("They met in the James S. Brady Press Briefing Room and in the Velmora Executive Office Building."));
    }

    [Theory]
    [InlineData("They went to the Velmora Savings and Loan Association in town.", "organization:Velmora Savings and Loan Association")]
    [InlineData("They told our Velmora Newsroom about it.", "organization:Velmora Newsroom")]
    public void Organizations_of_ordinary_words_are_whole(string text, string expected)
    {
        Assert.Equal([expected], Found.Spans(text));
    }

    [Theory]
    [InlineData("They paid 20 mln Dlrs A share, or N.Z. Dlrs.")]
    [InlineData("They took the Pell Grant and the Hestrin Scholarship.")]
    public void Amounts_and_grants_are_no_people(string text)
    {
        Assert.Empty(Found.Names(text, EntityKinds.Person));
    }
}
