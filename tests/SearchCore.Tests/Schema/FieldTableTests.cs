using System.Reflection;
using System.Text;

using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Articles;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Indexing.Segments;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.TestKit;

namespace SearchCore.Tests.Schema;

/// <summary>The table of fields, and all that has names or properties of fields of its own, say the same.</summary>
public sealed class FieldTableTests
{
    [Fact]
    public void Numbers_are_places_and_names_are_all_there_are()
    {
        Assert.Equal(Enumerable.Range(0, FieldTable.Count), FieldTable.All.ToArray().Select(f => f.Number));
        var constants = typeof(FieldNames).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(constants.Order(StringComparer.Ordinal), FieldTable.All.ToArray().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_field_that_queries_can_name_is_resolved_to_itself_in_a_role_that_fits_its_terms()
    {
        foreach (var field in FieldTable.All.ToArray().Where(f => f.QueryName is not null))
        {
            var target = QueryFields.Resolve(field.QueryName!, null);
            Assert.Equal((field.Name, field.NamesFacetKind ? null : field.QueryName), (field.Name, target.Name));
            var role = field switch
            {
                { Terms: FieldTerms.Words } => FieldRole.Text,
                { Terms: FieldTerms.Dates } => FieldRole.Date,
                { Terms: FieldTerms.Exact } => FieldRole.Id,
                { Terms: FieldTerms.Address } => FieldRole.Address,
                _ => FieldRole.Facet,
            };
            Assert.Equal((field.Name, role), (field.Name, target.Role));
        }
    }

    [Fact]
    public void Every_name_in_queries_stands_for_a_field_a_site_or_a_kind_of_entity()
    {
        foreach (var name in QueryFields.Names)
        {
            var target = QueryFields.Resolve(name, null);
            var isField = target.Name is null || FieldTable.OfQuery(target.Name) is not null;
            Assert.True(isField || target.Name == QueryFields.Site || EntityKinds.IsValid(target.Name!), name);
        }
    }

    [Fact]
    public void Kinds_of_facets_that_fields_have_are_no_kinds_of_entities()
    {
        var kinds = FieldTable.All.ToArray().Select(f => f.FacetKind).OfType<string>().ToList();
        Assert.Equal(5, kinds.Count);
        Assert.All(kinds, kind => Assert.True(QueryFields.IsArticleKind(kind) && !EntityKinds.IsValid(kind), kind));
        Assert.All(QueryFields.Names.Where(QueryFields.IsArticleKind), kind => Assert.Contains(kind, kinds));
        var members = FieldTable.All.ToArray().Select(f => f.JsonName).OfType<string>();
        Assert.All(members, name => Assert.False(EntityKinds.IsValid(name), name));
    }

    [Fact]
    public void Stored_properties_are_in_the_order_of_numbers_and_leave_out_only_fields_of_pairs()
    {
        var numbers = ArticleFields.Stored.Select(f => f.Field.Number).ToList();
        Assert.Equal(numbers.Order(), numbers);
        var pairs = new[] { FieldTable.Entity, FieldTable.Recognized, FieldTable.Member };
        Assert.Equal(FieldTable.All.ToArray().Where(f => f.IsStored).Except(pairs), ArticleFields.Stored.Select(f => f.Field));
    }

    [Fact]
    public void A_member_of_the_JSON_becomes_the_field_that_has_its_name()
    {
        foreach (var field in ArticleFields.Stored)
        {
            // An article has a headline or a text.
            var rest = field.Field == FieldTable.Title ? string.Empty : ""","title":"a" """;
            var record = field.Field == FieldTable.Id
                ? $$"""{"id":"the value"{{rest}}}"""
                : $$"""{"id":"1","{{field.Field.JsonName}}":"the value"{{rest}}}""";
            using var folder = new TempFolder();
            using var index = ArticleIndex.Open(folder["index"]);
            index.Index([new JsonLinesSource(new MemoryStream(Encoding.UTF8.GetBytes(record)), "test")]);
            index.Commit();
            var id = field.Field == FieldTable.Id ? "the value" : "1";
            var article = new ArticleBuffer();
            article.Set(index.Get(id)!);
            var slice = field.Value is { } value ? value(article) : Assert.Single(field.Values!(article).ToArray());
            Assert.Equal((field.Field.Name, "the value"), (field.Field.Name, article.GetString(slice)));

            // Through the index and back by the name in queries and as a facet.
            if (field.FacetKind is not null)
            {
                var query = $"{field.Field.QueryName}:\"the value\"";
                var found = index.Search(new SearchRequest { Query = query, Facets = [new(field.Field.FacetKind!)] });
                Assert.Equal((1, "the value"), (found.Total.Value, Assert.Single(found.Facets[0].Values).Value));
                Assert.Equal(1, index.Search(new SearchRequest { Query = $"{field.Field.QueryName}:*" }).Total.Value);
            }
        }
    }

    [Fact]
    public void A_segment_has_the_fields_of_the_table_as_it_says()
    {
        using var directory = new RAMDirectory();
        using var builder = new SegmentBuilder(new IndexSchema(ExactForms: false));
        var article = new ArticleBuffer();
        article.Set(new Article
        {
            Id = "every field",
            Title = "a",
            Body = "b",
            Source = "c",
            Url = "d",
            Section = "e",
            Language = "f",
            Published = new ArticleDate(0),
            Authors = ["g"],
            Tags = ["h"],
            Entities = [new EntityName("person", "i")],
            Members = [new ArticleMember("j", "k")],
        });
        builder.Add(article, [new EntityName("place", "l")], 0);
        builder.Flush(directory, "_0").Commit();
        using var reader = DirectoryReader.Open(directory);
        var segment = Assert.Single(reader.Leaves).AtomicReader;
        var stored = reader.Document(0).Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(FieldTable.Count + 1, segment.FieldInfos.Count);
        var signature = segment.FieldInfos.FieldInfo(IndexSchema.SignatureColumn);
        Assert.Equal((FieldTable.Count, DocValuesType.BINARY, false), (signature.Number, signature.DocValuesType, signature.IsIndexed));
        foreach (var field in FieldTable.All.ToArray())
        {
            var info = segment.FieldInfos.FieldInfo(field.Name);
            var options = field.Terms == FieldTerms.None ? IndexOptions.NONE
                : field.HasPositions ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS : IndexOptions.DOCS_ONLY;
            var column = field.Column switch
            {
                FieldColumn.Number => DocValuesType.NUMERIC,
                FieldColumn.Values => DocValuesType.SORTED_SET,
                _ => DocValuesType.NONE,
            };
            Assert.Equal(
                (field.Name, field.Number, options, field.HasNorms, column, field.IsStored),
                (info.Name, info.Number, info.IndexOptions, info.HasNorms, info.DocValuesType, stored.Contains(field.Name)));
        }
    }
}
