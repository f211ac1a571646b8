using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>What decides between person, organization, place and nothing.</summary>
public class KindTests
{
    [Fact]
    public void On_a_sports_page_a_city_beside_a_score_is_its_team()
    {
        var text = """
            Soccer league results and standings

            The league match in Porto was the first of the season, and the striker scored two goals in the final.

            Lisbon 3 Porto 1
            Braga 0 Coimbra 0
            """;
        var mentions = Found.In(text);
        var winners = mentions.Where(m => text[m.Start..m.End] is "Lisbon" or "Braga");
        Assert.Equal(["organization", "organization"], winners.Select(m => m.Kind));
        Assert.Equal("place", mentions.First(m => text[m.Start..m.End] == "Porto").Kind);
    }

    [Fact]
    public void Away_from_sport_a_city_beside_a_number_stays_a_city()
    {
        Assert.Equal(["place:Lisbon", "place:Porto"], Found.Spans("Rain fell: Lisbon 3 mm, Porto 1 mm."));
    }

    [Theory]
    [InlineData("They met Arab and Jewish leaders on the Olympic day.")]
    [InlineData("After World War II the Dow Jones fell.")]
    [InlineData("In May and on Monday nothing happened.")]
    [InlineData("However, We Are Here And It Is Late.")]
    public void Peoples_events_and_days_are_no_entities(string text)
    {
        Assert.Empty(Found.In(text));
    }

    [Fact]
    public void A_family_name_that_is_a_month_is_a_person_beside_a_given_name()
    {
        var text = "In May they heard Theresa May, and in May they heard Brian May too.";
        Assert.Equal(["person:Theresa May", "person:Brian May"], Found.Spans(text));
    }

    [Theory]
    [InlineData("A fire broke out in Velmora on Friday.", "place")]
    [InlineData("A fire broke out in the village of Velmora.", "place")]
    [InlineData("The striker Velmora was hurt.", "person")]
    [InlineData("It is a pity, said Velmora.", "person")]
    [InlineData("Shares of the steel company Velmora fell.", "organization")]
    public void The_words_around_an_unknown_name_decide_its_kind(string text, string kind)
    {
        Assert.Equal([kind + ":Velmora"], Found.Spans(text));
    }

    [Theory]
    [InlineData("Paris, Jan 5 - It rained.", "place:Paris")]
    [InlineData("They saw Paris Hilton there.", "person:Paris Hilton")]
    [InlineData("They met Jordan Brookfield there.", "person:Jordan Brookfield")]
    [InlineData("They flew to Jordan there.", "place:Jordan")]
    public void A_name_of_two_kinds_is_told_by_what_stands_with_it(string text, string expected)
    {
        Assert.Equal([expected], Found.Spans(text));
    }

    [Fact]
    public void A_department_is_the_same_with_and_without_its_country()
    {
        var text = "The U.S. Justice Department agreed. The Justice Department then waited.";
        Assert.Equal(["Justice Department"], Found.Names(text, EntityKinds.Organization));
    }

    [Fact]
    public void A_title_of_several_words_leaves_no_name_behind()
    {
        Assert.Empty(Found.In("I order the Defense Minister and the Chief of General Staff to go."));
    }

    [Fact]
    public void A_headline_in_title_case_gives_its_names_alone()
    {
        var text = "Villagers Say Goodbye to Velmora Bridge After Storm\n\nThe bridge at Velmora fell, officials said.";
        var names = string.Join('|', Found.In(text).Select(m => m.Name));
        Assert.DoesNotContain("Say", names, StringComparison.Ordinal);
        Assert.DoesNotContain("Villagers", names, StringComparison.Ordinal);
    }
}
