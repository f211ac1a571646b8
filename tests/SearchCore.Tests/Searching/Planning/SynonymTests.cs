using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Searching.Planning;

/// <summary>What a file of synonyms makes of queries.</summary>
public sealed class SynonymTests : IDisposable
{
    private const string File = """
        # vehicles
        car, automobile, motor vehicle

        heart attack => myocardial infarction, MI   # one way
        ECB, European Central Bank
        """;

    private readonly TempFolder folder = new();
    private readonly TestIndex index = new(exactForms: true) { Synonyms = Synonyms.Read(new StringReader(File)) };

    public SynonymTests()
    {
        index.Add(new Article { Id = "auto", Body = "An automobile was stolen, and cars were not." });
        index.Add(new Article { Id = "car", Body = "The cars were stolen." });
        index.Add(new Article { Id = "motor", Body = "A motor vehicle was stolen." });
        index.Add(new Article { Id = "parts", Body = "The vehicle has a motor." });
        index.Add(new Article { Id = "heart", Body = "He had a heart attack." });
        index.Add(new Article { Id = "infarction", Body = "A case of myocardial infarction." });
        index.Add(new Article { Id = "bank", Body = "Rates of the European Central Bank rose." });
        index.Add(new Article { Id = "ecb", Body = "The ECB's rates rose." });
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("car", "auto car motor")]
    [InlineData("CARS", "auto car motor")]
    [InlineData("\"motor vehicles\"", "auto car motor")]
    [InlineData("motor vehicle", "auto car motor parts")]
    [InlineData("\"cars stolen\"", "")]
    [InlineData("\"cars were stolen\"", "car")]
    [InlineData("\"vehicle was stolen\"", "motor")]
    [InlineData("\"a car was stolen\"", "motor")]
    [InlineData("car PRE/2 stolen", "auto car motor")]
    [InlineData("NOT car", "bank ecb heart infarction parts")]
    [InlineData("heart attack", "heart infarction")]
    [InlineData("\"heart attack\"", "heart infarction")]
    [InlineData("\"myocardial infarction\"", "infarction")]
    [InlineData("ecb rates", "bank ecb")]
    [InlineData("European Central Bank", "bank ecb")]
    [InlineData("=car", "")]
    [InlineData("=cars", "auto car")]
    [InlineData("automobil*", "auto")]
    public void A_word_or_phrase_finds_what_its_synonyms_find(string query, string ids) => Assert.Equal(ids, index.Ids(query));

    [Fact]
    public void The_result_says_so_and_marks_them()
    {
        var results = index.Search("stolen AND Cars");
        var told = Assert.Single(results.Warnings);
        Assert.Equal(
            ("SC415", 11, 15, "'Cars' is read as automobile, motor vehicle too"), (told.Code, told.Start, told.End, told.Message));
        var motor = results.Hits.Single(h => h.Id == "motor").Snippet!;
        Assert.Equal(["motor", "vehicle", "stolen"], motor.Matches.Select(m => motor.Text[m.Start..m.End]));
        Assert.Empty(index.Search("stolen").Warnings);
    }

    [Fact]
    public void An_index_and_its_scopes_take_them_from_the_options()
    {
        using var opened = ArticleIndex.Open(
            folder["index"], new() { Recognizer = null, Synonyms = Synonyms.Read(new StringReader("car, automobile")) });
        opened.Add(new Article { Id = "open", Body = "An automobile.", Tags = ["public"] });
        opened.Add(new Article { Id = "hidden", Body = "An automobile." });
        opened.Commit();
        var request = new SearchRequest { Query = "car" };
        Assert.Equal(2, opened.Search(request).Total.Value);
        Assert.Equal(["open"], opened.Search(request, SearchScope.Having("tag", "public")).Hits.Select(h => h.Id));

        // What may be seen is what the condition says, and not what it is read as.
        Assert.Empty(opened.Search(request, new SearchScope(new WordNode("car"))).Hits);
    }

    [Theory]
    [InlineData("a, b\n\ncar", "line 3 of the synonyms has one name alone, 'car'; ")]
    [InlineData("a => b => c", "line 1 of the synonyms has more than one '=>'; ")]
    [InlineData("a, , b", "line 1 of the synonyms has a name without a word in it; ")]
    [InlineData("=> b", "line 1 of the synonyms has a name without a word in it; ")]
    [InlineData("a, …", "line 1 of the synonyms has a name without a word in it; ")]
    public void A_faulty_line_is_named(string lines, string message)
    {
        var thrown = Assert.Throws<FormatException>(() => Synonyms.Read(new StringReader(lines)));
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "; expected 'car, automobile' or 'heart attack => myocardial infarction'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_any_length_is_not()
    {
        var thrown = Assert.Throws<FormatException>(() => Synonyms.Read(new StringReader($"a, {new string('b', 201)}")));
        Assert.Contains("more than 200 characters", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Synonyms.Read(null!));
    }
}
