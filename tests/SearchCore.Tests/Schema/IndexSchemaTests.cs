using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.TestKit;

namespace SearchCore.Tests.Schema;

/// <summary>An index's schema as text in its commits.</summary>
public sealed class IndexSchemaTests
{
    [Theory]
    [InlineData(false, "no")]
    [InlineData(true, "yes")]
    public void The_text_names_format_analysis_options_and_fields_and_is_read_back(bool exactForms, string told)
    {
        var schema = new IndexSchema(exactForms);
        Assert.StartsWith(
            $"searchcore-8; analysis languages-1; language en; exact forms {told}; signatures shingles-1; "
                + "id: exact terms, number column, stored; title: words with positions",
            schema.Text,
            StringComparison.Ordinal);
        Assert.Contains("; published: date terms, number column; facet: exact terms, ", schema.Text, StringComparison.Ordinal);
        Assert.Contains("; section: stored, facet section; ", schema.Text, StringComparison.Ordinal);
        Assert.All(FieldTable.All.ToArray(), field => Assert.Contains($"; {field.Name}: ", schema.Text, StringComparison.Ordinal));
        Assert.Equal(schema, IndexSchema.Parse(schema.Text));
        Assert.Equal(exactForms, IndexSchema.HasExactForms(schema.Text));
        var older = schema with { HasSignatures = false };
        Assert.DoesNotContain("signatures", older.Text, StringComparison.Ordinal);
        Assert.Equal(older, IndexSchema.Parse(older.Text));
        Assert.Equal(FieldTable.Count + 1, (schema with { Fields = [new("price", FieldType.Number)] }).SignatureNumber);
        var german = schema with { Language = "de" };
        Assert.Contains("; language de; ", german.Text, StringComparison.Ordinal);
        Assert.Equal(german, IndexSchema.Parse(german.Text));
        Assert.Equal(("de", "en"), (IndexSchema.LanguageOf(german.Text), IndexSchema.LanguageOf("searchcore-3/english-1")));
    }

    [Fact]
    public void A_schema_that_differs_in_any_property_is_not_read_and_what_differs_is_named()
    {
        var properties = new IndexSchema(ExactForms: false).Text.Split("; ");
        Assert.Equal(FieldTable.Count + 5, properties.Length);
        for (var i = 0; i < properties.Length; i++)
        {
            var other = (string[])properties.Clone();
            other[i] += "!";
            var text = string.Join("; ", other);
            Assert.Null(IndexSchema.Parse(text));
            Assert.Equal(properties[i] + "!", IndexSchema.Foreign(text));
        }

        Assert.Null(IndexSchema.Parse("searchcore-3/english-1"));
        Assert.Equal("searchcore-3/english-1", IndexSchema.Foreign("searchcore-3/english-1"));
        Assert.True(IndexSchema.HasExactForms("searchcore-3/english-1/exact"));
        Assert.False(IndexSchema.HasExactForms("searchcore-3/english-1"));
    }

    [Fact]
    public void Any_tool_finds_the_text_in_the_user_data_of_a_commit()
    {
        using var folder = new TempFolder();
        using (var index = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { ExactForms = true }))
        {
            index.Add(new() { Id = "1", Title = "one" });
            index.Commit();
        }

        using var directory = FSDirectory.Open(folder["index"]);
        var last = DirectoryReader.ListCommits(directory)[^1];
        Assert.Equal(new IndexSchema(ExactForms: true).Text, last.UserData["searchcore.schema"]);
    }
}
