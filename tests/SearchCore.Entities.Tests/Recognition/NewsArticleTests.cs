using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Whole articles: the one the project was commissioned with, and one of our own of the same shape.</summary>
public class NewsArticleTests
{
    private const string Harbour = """
        Macron Orders French Frigate to Leave Port During Surprise Lebanon Visit

        March 3,2021

        Michel Aoun and Emmanuel Macron / Elysee

        President Emmanuel Macron ordered a French frigate to leave the port of Tripoli during a surprise visit
        to Lebanon on Wednesday morning, where he was greeted by Lebanese President Michel Aoun.

        The Defence Ministry said last week that the coast had been cleared of Islamic State (IS) militants. The United
        States and opposition groups dispute it.

        "We leave when the job is done," Macron was cited by the state-run Xinhua news agency as saying at the Rayak airbase.

        If IS return, he added, the frigate will. In turn, Aoun thanked French sailors.

        Macron made the visit en route to planned meetings in Amman and Baghdad with the Jordanian and Iraqi presidents.

        "It marks the end of a campaign," the director of the Danubia Policy Center, Petra Holubova, wrote on Twitter.
        """;

    [Fact]
    public void An_article_gives_its_people_under_their_full_names()
    {
        Assert.Equal(["Emmanuel Macron", "Michel Aoun", "Petra Holubova"], Found.Names(Harbour, EntityKinds.Person));
    }

    [Fact]
    public void An_article_gives_its_places_and_the_countries_of_its_nationalities()
    {
        Assert.Equal(
            ["France", "Lebanon", "Tripoli", "United States", "Rayak", "Amman", "Baghdad", "Jordan", "Iraq"],
            Found.Names(Harbour, EntityKinds.Place));
    }

    [Fact]
    public void An_article_gives_its_organizations()
    {
        var organizations = Found.Names(Harbour, EntityKinds.Organization);
        Assert.Equal(["Elysee", "Defense Ministry", "Islamic State", "Xinhua", "Danubia Policy Center", "Twitter"], organizations);
    }

    [Fact]
    public void A_later_surname_is_the_person_named_in_full_also_in_the_headline()
    {
        var macrons = Found.In(Harbour).Where(m => Harbour[m.Start..m.End].Contains("Macron", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, macrons.Count);
        Assert.All(macrons, m => Assert.Equal("Emmanuel Macron", m.Name));
    }

    [SharedFact]
    public void The_commissioned_article_gives_what_a_careful_reader_names()
    {
        var text = File.ReadAllText(SharedData.File("clippings/000_791b78ec8d3fc37b.txt"));

        // The page's addresses stand inside "RIA Novosti"; reading clippings mends that before anybody recognizes.
        var cut = text.IndexOf("https://", StringComparison.Ordinal);
        var on = text.IndexOf("Novosti news agency", StringComparison.Ordinal);
        text = text[..cut].TrimEnd() + " " + text[on..];

        Assert.Equal(["Bashar Assad", "Dmitri Trenin", "Vladimir Putin"], Found.Names(text, EntityKinds.Person).Order());
        Superset(
            Found.Names(text, EntityKinds.Place),
            "Syria", "Russia", "Turkey", "Egypt", "Cairo", "Ankara", "Khmeimim", "United States");
        Superset(
            Found.Names(text, EntityKinds.Organization),
            "TASS", "RIA Novosti", "Islamic State", "Kremlin", "Defense Ministry", "Carnegie Moscow Center", "United Nations", "Twitter");
        Assert.InRange(Found.In(text).Select(m => (m.Kind, m.Name)).Distinct().Count(), 19, 19 + 2);
    }

    private static void Superset(string[] found, params string[] expected) => Assert.Empty(expected.Except(found));
}
