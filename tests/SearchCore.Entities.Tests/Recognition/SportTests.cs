using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Pages of sport: what rows, fixtures and neighbours say of teams and players.</summary>
public class SportTests
{
    private const string Page =
        "Soccer league results\n\nThe match was the first of the season, and the striker scored two goals in the final.\n\n";

    [Theory]
    [InlineData("Braga 3 1 0 2 2 5 3\nEast Quolmar 3 0 2 1 3 4 2", "Braga|East Quolmar")]
    [InlineData("Braga 2 East Quolmar 1", "Braga|East Quolmar")]
    public void Rows_of_names_and_numbers_are_teams(string rows, string teams)
    {
        Assert.Equal(teams.Split('|'), Teams(rows));
    }

    [Fact]
    public void A_player_in_a_row_stays_a_player()
    {
        Assert.Equal(["Peter Quolmar"], Found.Names(Page + "Peter Quolmar 3 1 0 2 2", EntityKinds.Person));
    }

    [Fact]
    public void Who_plays_away_is_a_team_and_where_they_play_a_place()
    {
        var text = Page + "DETROIT AT SEATTLE\nBOSTON AT HOUSTON\n";
        Assert.Equal(["Detroit", "Boston"], Found.Names(text, EntityKinds.Organization));
        Assert.Equal(["Seattle", "Houston"], Found.Names(text, EntityKinds.Place));
    }

    [Fact]
    public void Away_from_sport_who_is_at_a_place_is_no_team()
    {
        var names = Found.Names("BOSTON AT SEATTLE\n\nA fire broke out on Friday, the U.N. said.", EntityKinds.Organization);
        Assert.Equal(["United Nations"], names);
    }

    [Theory]
    [InlineData("The Braga striker was hurt.")]
    [InlineData("Later he scored twice for Braga.")]
    [InlineData("It was their first match against Braga.")]
    [InlineData("They praised Quarrendon (Braga) and others.")]
    public void A_city_is_its_team_where_its_neighbours_say_so(string sentence)
    {
        Assert.Equal(["Braga"], Teams(sentence));
    }

    [Theory]
    [InlineData("The final was held in Braga.")]
    [InlineData("They flew from Braga on Monday.")]
    [InlineData("The final was held near Velmora, Oregon 1996.")]
    public void A_city_is_a_place_where_its_neighbours_say_so(string sentence)
    {
        Assert.Empty(Teams(sentence));
    }

    [Fact]
    public void A_city_that_was_a_team_is_the_team_again()
    {
        var text = Page + "Braga 2 Lisbon 1\n\nThe goal took Braga to the top.";
        Assert.All(Found.In(text).Where(m => m.Name == "Braga"), m => Assert.Equal(EntityKinds.Organization, m.Kind));
    }

    [Fact]
    public void Football_clubs_are_known()
    {
        Assert.Equal(["Coventry City"], Found.Names("They saw Coventry City FC and Coventry City there.", EntityKinds.Organization));
    }

    private static string[] Teams(string text) => Found.Names(Page + text, EntityKinds.Organization);
}
