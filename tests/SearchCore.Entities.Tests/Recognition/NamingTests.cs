using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Which words are a mention, and under which name.</summary>
public class NamingTests
{
    [Theory]
    [InlineData("The U.S. agreed with the USA and the United States of America.", "United States")]
    [InlineData("Officials in the U.K. and in Great Britain met.", "United Kingdom")]
    [InlineData("Turkish officials left Turkey for Türkiye.", "Turkey")]
    [InlineData("An Egyptian envoy spoke.", "Egypt")]
    [InlineData("Talks in Kiev and later in Kyiv failed.", "Kyiv")]
    public void Forms_of_a_place_have_one_name(string text, string name)
    {
        Assert.Equal([name], Found.Names(text, EntityKinds.Place));
    }

    [Theory]
    [InlineData("Fighters of ISIS, ISIL and the Islamic State fled.", "Islamic State")]
    [InlineData("The Ministry of Defence and the Defense Ministry agreed.", "Defense Ministry")]
    [InlineData("Both the IMF and the International Monetary Fund warned.", "International Monetary Fund")]
    public void Forms_of_an_organization_have_one_name(string text, string name)
    {
        Assert.Equal([name], Found.Names(text, EntityKinds.Organization));
    }

    [Theory]
    [InlineData("He is what he is, and who knows us in it.")]
    [InlineData("IT IS WHAT IT IS AND WE KNOW WHO CAN HELP US")]
    public void Small_words_and_shouted_words_are_no_acronyms(string text)
    {
        Assert.Empty(Found.In(text));
    }

    [Fact]
    public void A_known_thing_that_is_taken_for_an_entity_has_a_kind_and_the_name_of_the_text()
    {
        var mentions = Found.In(
            "There were many seniors, most of them open to\nCOVID — had received a first shot. Today, "
            + "nearly 40 percent of people\nage 60 or more have");
        Assert.All(mentions, m => Assert.True(EntityKinds.IsValid(m.Kind) && m.Name.Length > 0, m.ToString()));
    }

    [Fact]
    public void A_possessive_ending_is_no_part_of_a_name()
    {
        var text = "The envoy praised Ankara's offer and Putin’s answer.";
        Assert.Equal(["place:Ankara", "person:Putin"], Found.Spans(text));
    }

    [Fact]
    public void A_title_is_no_part_of_a_name()
    {
        var text = "On Monday Prime Minister Orla Brannigan met Senator Tobias Wexley and Dr. Ilse Vandervoort.";
        Assert.Equal(["person:Orla Brannigan", "person:Tobias Wexley", "person:Ilse Vandervoort"], Found.Spans(text));
    }

    [Fact]
    public void An_unknown_person_is_known_by_surname_after_the_full_name()
    {
        var text = "The prize went to Ottoline Quarrendon of Leeds. Asked about it, Quarrendon laughed. The city likes Quarrendon.";
        Assert.Equal(["Ottoline Quarrendon"], Found.Names(text, EntityKinds.Person));
        Assert.Equal(3, Found.In(text).Count(m => m.Kind == EntityKinds.Person));
    }

    [Fact]
    public void Of_two_people_with_one_surname_the_last_one_named_is_meant()
    {
        var text = "Ottoline Quarrendon left. Quarrendon was tired. Then Barnaby Quarrendon came. Quarrendon was not.";
        Assert.Equal(
            ["Ottoline Quarrendon", "Ottoline Quarrendon", "Barnaby Quarrendon", "Barnaby Quarrendon"],
            Found.In(text).Select(m => m.Name));
    }

    [Fact]
    public void A_headline_in_capitals_takes_its_names_from_the_body()
    {
        var text = "QUARRENDON TO LEAVE OSLO TALKS EARLY\n\nOttoline Quarrendon will leave the talks in Oslo early, officials said.";
        var names = Found.In(text).Select(m => m.Name).Distinct();
        Assert.Equal(["Ottoline Quarrendon", "Oslo"], names);
    }

    [Theory]
    [InlineData("She studied at the University of Northern Veldia in spring.", "University of Northern Veldia")]
    [InlineData("Shares in Brightwater Holdings Inc. fell.", "Brightwater Holdings Inc.")]
    [InlineData("A lawyer for Dunmore & Hale spoke.", "Dunmore & Hale")]
    public void Heads_and_tails_make_organizations(string text, string name)
    {
        Assert.Equal(["organization:" + name], Found.Spans(text));
    }

    [Theory]
    [InlineData("They met near the Velmora River at dawn.", "Velmora River")]
    [InlineData("He climbed Mount Hestrin alone.", "Mount Hestrin")]
    [InlineData("A jet landed at the Velmora airbase.", "Velmora")]
    public void Heads_tails_and_nouns_make_places(string text, string name)
    {
        Assert.Equal(["place:" + name], Found.Spans(text));
    }

    [Fact]
    public void A_name_may_go_on_in_the_next_of_wrapped_lines()
    {
        var text = "The talks were led for the second time by the country's president Ottoline\nQuarrendon, who\n"
            + "came late and\nleft early.";
        Assert.Equal(["Ottoline Quarrendon"], Found.Names(text, EntityKinds.Person));
    }

    [Fact]
    public void Nationalities_can_be_left_to_others()
    {
        var text = "Turkish officials met a U.S.-led team in Ankara.";
        var options = new RecognizerOptions { Nationalities = false };
        Assert.Equal(["place:Turkish", "place:U.S.", "place:Ankara"], Found.Spans(text));
        Assert.Equal(["place:Ankara"], Found.Spans(text, options));
    }

    [Theory]
    [InlineData("Answers came in Turkish and Greek.", "Greek")]
    [InlineData("(Speaks Turkish.) The clerk spoke Turkish.", "")]
    [InlineData("A Turkish-language paper had a Turkish translation for Turkish speakers.", "")]
    [InlineData("Help is there for people of limited Turkish proficiency, and in Turkish.", "")]
    [InlineData("In Turkish villages a Turkish poet taught Turkish children in Turkish waters.", "Turkish Turkish Turkish Turkish")]
    public void A_language_is_no_place(string text, string peoples) => Assert.Equal(
        peoples.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => $"place:{p}"),
        Found.Spans(text).Where(s => s.StartsWith("place:", StringComparison.Ordinal)));

    [Fact]
    public void The_same_name_is_the_same_string()
    {
        var text = "Ottoline Quarrendon met Vladimir Putin in Oslo.";
        var first = Found.In(text);
        var second = Found.In(text);
        Assert.Equal(3, first.Count);
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First.Name, pair.Second.Name));
    }

    [Theory]
    [InlineData(
        "Robert Q. Halloway said so. Later Robert Halloway left. Robert Halloway slept. Halloway's wife came.",
        "person",
        "Robert Halloway")]
    [InlineData("José Quiñonero came. Jose Quinonero left. Quiñonero’s book sold.", "person", "José Quiñonero")]
    [InlineData(
        "The European Fisheries Control Agency (EFCA) opened. EFCA said it was new.",
        "organization",
        "European Fisheries Control Agency")]
    [InlineData("The European Fisheries Control Agency (E.F.C.A.) opened.", "organization", "European Fisheries Control Agency")]
    [InlineData(
        "Shares of Quolmar Corp. rose. They sold Quolmar Corp. to Zeb Industries. Shares of Quolmar Inc. fell.",
        "organization",
        "Quolmar|Zeb Industries")]
    [InlineData("In the U.S. and the USA and the United States, U.S.A. officials and American troops met.", "place", "United States")]
    [InlineData("ISIS, IS, ISIL, Daesh and Islamic State are one.", "organization", "Islamic State")]
    public void The_forms_of_a_name_in_an_article_are_one_entity_under_its_most_frequent_full_form(string text, string kind, string names)
    {
        Assert.Equal(names.Split('|'), Found.Names(text, kind));
    }

    [Fact]
    public void People_with_other_middle_names_stay_apart()
    {
        Assert.Equal(["Robert Q. Halloway", "Robert Z. Halloway"], Found.Names("Robert Q. Halloway met Robert Z. Halloway.", "person"));
    }

    [Fact]
    public void A_bracket_that_abbreviates_nothing_binds_nothing()
    {
        var brief = Found.In("The European Fisheries Control Agency (XQZ) opened. XQZ slept.").Where(m => m.End - m.Start == 3);
        Assert.DoesNotContain(brief, m => m.Name.StartsWith("European", StringComparison.Ordinal));
    }
}
