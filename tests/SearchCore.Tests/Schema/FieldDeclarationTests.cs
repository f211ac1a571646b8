using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Schema;

/// <summary>How fields of an archive's own are declared.</summary>
public sealed class FieldDeclarationTests
{
    private static readonly FieldDeclaration[] Declared =
    [
        new("price", FieldType.Number), new("draft", FieldType.Boolean), new("desk", FieldType.Keyword),
        new("embargo", FieldType.Date), new("caption", FieldType.Text),
    ];

    [Theory]
    [InlineData("price", "names no type")]
    [InlineData("price:money", "'money' is no type")]
    [InlineData("title:number", "cannot be the name")]
    [InlineData("person:keyword", "cannot be the name")]
    [InlineData("org:keyword", "cannot be the name")]
    [InlineData("Price:number", "cannot be the name")]
    [InlineData("a b:number", "cannot be the name")]
    [InlineData("summary:text:other", "text:default")]
    [InlineData("desk:keyword:default", "is no type")]
    public void Declarations_that_are_none_are_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => FieldDeclaration.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Declarations_are_written_as_they_are_read()
    {
        using var folder = new TempFolder();
        foreach (var field in Declared)
        {
            Assert.Equal(field, FieldDeclaration.Parse(field.ToString()));
            Assert.StartsWith(field.Name, field.ToString(), StringComparison.Ordinal);
            Assert.EndsWith(field.Type.ToString(), field.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(
            "declared twice",
            Assert.Throws<ArgumentException>(() => ArticleIndex.Open(
                folder["x"], new ArticleIndexOptions { Fields = [Declared[0], Declared[0]] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_declared_as_part_of_the_default_search()
    {
        var summary = FieldDeclaration.Parse("summary:text:default");
        Assert.Equal(new FieldDeclaration("summary", FieldType.Text) { InDefaultSearch = true }, summary);
        Assert.Equal("summary:text:default", summary.ToString());
        Assert.NotEqual(summary, FieldDeclaration.Parse("summary:text"));
        Assert.Equal([summary], FieldDeclaration.ParseJson("""{"summary": "text:default"}"""));
        using var folder = new TempFolder();
        var wrong = new ArticleIndexOptions { Fields = [Declared[0] with { InDefaultSearch = true }] };
        var refused = Assert.Throws<ArgumentException>(() => ArticleIndex.Open(folder["x"], wrong));
        Assert.Contains("only texts can be", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declarations_are_read_from_a_file()
    {
        var fields = FieldDeclaration.ParseJson(
            """{"price": "number", "draft": "boolean", "desk": "keyword", "embargo": "date", "caption": "text",}""");
        Assert.Equal(Declared, fields);
        Assert.Empty(FieldDeclaration.ParseJson("{}"));
    }

    [Theory]
    [InlineData("[]", "an object of names and types")]
    [InlineData("""{"price": 1}""", "The type of 'price' is no text")]
    [InlineData("""{"price": "money"}""", "'money' is no type")]
    [InlineData("""{"price": "number", "price": "date"}""", "declared twice")]
    [InlineData("price:number", "are no JSON")]
    public void Files_that_declare_nothing_are_refused(string json, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => FieldDeclaration.ParseJson(json)).Message, StringComparison.Ordinal);
}
