using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Companies and their legal forms: what belongs to the name, and which forms are one entity.</summary>
public class CompanyTests
{
    private static readonly RecognizerOptions WithForms = new() { LegalForms = true };

    [Theory]
    [InlineData("A note came that Quolmar Data Systems Inc would close.", "Quolmar Data Systems Inc")]
    [InlineData("They told us Velmora Light and Power Corp was sold.", "Velmora Light and Power Corp")]
    [InlineData("The loan was led by Dunmore, Hale and Co on Friday.", "Dunmore, Hale and Co")]
    [InlineData("The loan was led by Nikkor Velmora Securities Co (Europe) Ltd on Friday.", "Nikkor Velmora Securities Co (Europe) Ltd")]
    [InlineData("The loan was led by Dunmore and Sons Inc on Friday.", "Dunmore and Sons Inc")]
    [InlineData("The loan was led by Quolmar Metals Co of Canada Ltd on Friday.", "Quolmar Metals Co of Canada Ltd")]
    [InlineData("A note came that Quolmar Foods, Inc. would close.", "Quolmar Foods, Inc.")]
    [InlineData("Bank of Velmora Corp was sold to others.", "Bank of Velmora Corp")]
    [InlineData("Trading in Banco de Velmora SA was stopped.", "Banco de Velmora SA")]
    public void A_legal_form_pulls_in_the_words_before_it(string text, string company)
    {
        Assert.Equal(["organization:" + company], Found.Spans(text).Where(s => s.StartsWith("organization", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("The Company said that Inc and Corp and Ltd are forms.")]
    [InlineData("COMPANY NEWS: INC, CORP AND LTD")]
    [InlineData("Our Co-President came to the Corporation.")]
    public void A_legal_form_alone_is_no_name(string text)
    {
        Assert.Empty(Found.In(text));
    }

    [Fact]
    public void A_name_ends_with_its_legal_form()
    {
        var text = "Officials met Quolmar Corp. President Orla Brannigan in town.";
        Assert.Equal(["organization:Quolmar Corp.", "person:Orla Brannigan"], Found.Spans(text));
    }

    [Fact]
    public void The_first_line_of_a_wrapped_story_is_no_headline()
    {
        var text = "QUOLMAR SELLS UNITS\n\nQuolmar Chemicals Inc said\nit agreed to sell two units, and that it would\nclose a third.";
        Assert.Contains("organization:Quolmar Chemicals Inc", Found.Spans(text));
        Assert.Equal(["Quolmar Chemicals"], Found.Names(text, EntityKinds.Organization));
    }

    [Fact]
    public void In_a_headline_a_ticker_shows_where_the_name_began()
    {
        var text = "QUOLMAR DATA SYSTEMS INC <QDSI> YEAR NET\n\nNet rose by a third.";
        Assert.Contains("organization:QUOLMAR DATA SYSTEMS INC", Found.Spans(text));
    }

    [Theory]
    [InlineData("QUARRENDON <QRN.L> RAISES DIVIDEND")]
    [InlineData("Shares of Quarrendon <QRN> rose.")]
    public void A_ticker_makes_the_name_before_it_a_company(string text)
    {
        var mention = Found.In(text)[0];
        Assert.Equal((EntityKinds.Organization, "QUARRENDON"), (mention.Kind, mention.Name.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("Piedmar Aviation Inc was sold. Piedmar had two jets. The talks with Piedmar went on.", "Piedmar Aviation")]
    [InlineData("Eli Wexmore and Co was sold. The talks with Wexmore went on.", "Eli Wexmore")]
    [InlineData("Quolmar Tool Works Co was sold. The offer of Quolmar Tool was too low.", "Quolmar Tool Works")]
    public void Parts_of_its_name_are_the_company_in_the_rest_of_the_article(string text, string name)
    {
        Assert.Equal([name], Found.Names(text, EntityKinds.Organization));
        Assert.Empty(Found.Names(text, EntityKinds.Person));
    }

    [Fact]
    public void A_part_that_two_companies_share_is_neither()
    {
        var text = "Quolmar Steel Corp and Quolmar Foods Inc came. A man from Quolmar left.";
        Assert.Equal(["Quolmar Steel", "Quolmar Foods"], Found.Names(text, EntityKinds.Organization).Take(2));
        Assert.DoesNotContain(Found.In(text), m => text[m.Start..m.End] == "Quolmar" && m.Name != "Quolmar");
    }

    [Theory]
    [InlineData("They sold Quolmar Corp to others.", "Quolmar", "Quolmar Corp")]
    [InlineData("They sold Quolmar Brothers Co Inc to others.", "Quolmar Brothers", "Quolmar Brothers Co Inc")]
    [InlineData("They sold Eli Wexmore and Co to others.", "Eli Wexmore", "Eli Wexmore and Co")]
    [InlineData("They sold General Motors Corp to others.", "General Motors", "General Motors Corp")]
    [InlineData("They sold Swiss Bank Corp to others.", "Swiss Bank Corporation", "Swiss Bank Corporation")]
    [InlineData("They sold Farm Growth Corp to others.", "Farm Growth Corp", "Farm Growth Corp")]
    [InlineData("They sold Boston Corp to others.", "Boston Corp", "Boston Corp")]
    public void Facets_drop_the_legal_form_where_the_rest_says_enough_and_keep_it_when_told(string text, string bare, string whole)
    {
        Assert.Equal([bare], Found.Names(text, EntityKinds.Organization));
        Assert.Equal([whole], Found.Names(text, EntityKinds.Organization, WithForms));
        Assert.Equal(Found.Spans(text), Found.Spans(text, WithForms));
    }

    [Fact]
    public void Entities_of_ones_own_win_over_the_legal_form()
    {
        var options = new RecognizerOptions { Gazetteer = [new() { Kind = "ship", Name = "Velmora" }] };
        Assert.Contains("ship:Velmora", Found.Spans("Quolmar Velmora Lines Inc was sold.", options));

        options = new RecognizerOptions { Gazetteer = [new() { Kind = "firm", Name = "Velmora Inc" }] };
        Assert.Equal(["Velmora Inc"], Found.Names("They sold Velmora Inc.", "firm", options));
    }
}
