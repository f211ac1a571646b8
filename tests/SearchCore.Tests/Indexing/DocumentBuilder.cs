using System.Text;

using Lucene.Net.Documents;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Articles;
using SearchCore.Schema;
using SearchCore.Tests.Analysis;
using SearchCore.Tests.Schema;
using SearchCore.Tests.Searching.Overlaps;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// Turns articles into Lucene documents, field by field as <see cref="FieldTable"/> says. One instance serves one worker: the document and
/// its fields are used again for each article. The twin of <see cref="SearchCore.Indexing.Segments.SegmentBuilder"/>: what IndexWriter
/// makes of these documents is what it must make.
/// </summary>
internal sealed class DocumentBuilder
{
    private static readonly FieldType Text = new(TextField.TYPE_STORED);
    private static readonly FieldType Marks = new(TextField.TYPE_NOT_STORED) { OmitNorms = true };
    private static readonly FieldType Exact = new(StringField.TYPE_STORED);
    private static readonly FieldType ExactUnstored = new(StringField.TYPE_NOT_STORED);
    private static readonly FieldType Trie = new(Int64Field.TYPE_NOT_STORED) { NumericPrecisionStep = PublishedTrie.Step };

    private readonly Document document = [];
    private readonly Field id = new(FieldNames.Id, string.Empty, Exact);
    private readonly Field title = new(FieldNames.Title, string.Empty, Text);
    private readonly Field body = new(FieldNames.Body, string.Empty, Text);
    private readonly Int64Field published = new(FieldNames.Published, 0, Trie);
    private readonly NumericDocValuesField publishedColumn = new(FieldNames.Published, 0);
    private readonly NumericDocValuesField sequence = new(FieldNames.Sequence, 0);
    private readonly NumericDocValuesField idHash = new(FieldNames.Id, 0);
    private readonly NumericDocValuesField titleLength = new(FieldNames.Title, 0);
    private readonly NumericDocValuesField bodyLength = new(FieldNames.Body, 0);
    private readonly FieldPool facetTerms = new(() => new Field(FieldNames.Facet, string.Empty, ExactUnstored));
    private readonly FieldPool facetColumns = new(() => new SortedSetDocValuesField(FieldNames.Facet, new BytesRef()));
    private readonly Dictionary<string, FieldPool> stored = [];
    private readonly HashSet<string> facetValues = new(StringComparer.Ordinal);

    /// <summary>The document for an article; valid until the next call.</summary>
    /// <param name="article">The article.</param>
    /// <param name="recognized">Entities found in its text, distinct, none of a kind the article brings itself.</param>
    /// <param name="inputSequence">Its place in input order.</param>
    /// <param name="analysis">That of its language.</param>
    public Document Build(ArticleBuffer article, IReadOnlyList<EntityName> recognized, long inputSequence, TextAnalysis analysis)
    {
        Reset();
        AddText(id, article, article.Id);
        AddText(title, article, article.Title);
        AddText(body, article, article.Body);
        idHash.SetInt64Value((long)IdHash.Of(article[article.Id]));
        document.Add(idHash);
        AddLength(titleLength, article, article.Title);
        AddLength(bodyLength, article, article.Body);
        document.Add(new Field(
            FieldNames.BodyMarks,
            new MarkTokens(analysis.LanguageTerm, NaiveMarks.Of(Encoding.UTF8.GetString(article[article.Body]))), Marks));

        if (article.Published is { } date)
        {
            published.SetInt64Value(date.UnixSeconds);
            publishedColumn.SetInt64Value(date.UnixSeconds);
            document.Add(published);
            document.Add(publishedColumn);
        }

        var compared = NaiveStories.TextOf(article.GetString(article.Title), article.GetString(article.Body));
        document.Add(new BinaryDocValuesField(IndexSchema.SignatureColumn, new BytesRef(NaiveStories.Signed(compared))));
        sequence.SetInt64Value(inputSequence);
        document.Add(sequence);
        AddValue(article, FieldNames.Source, FieldNames.Source, article.Source);
        AddAddress(article.GetString(article.Url));
        AddValue(article, FieldNames.Section, FieldNames.Section, article.Section);
        AddValue(article, FieldNames.Language, FieldNames.Language, article.Language);
        foreach (var author in article.Authors)
        {
            AddValue(article, FieldNames.Author, FieldNames.Author, author);
        }

        foreach (var tag in article.Tags)
        {
            AddValue(article, FieldNames.Tag, FieldNames.Tag, tag);
        }

        foreach (var (kind, name) in article.Entities)
        {
            AddEntity(FieldNames.Entity, Encoding.UTF8.GetString(article[kind]), Encoding.UTF8.GetString(article[name]));
        }

        foreach (var (kind, name) in recognized)
        {
            AddEntity(FieldNames.Recognized, kind, name);
        }

        foreach (var (name, value) in article.Members)
        {
            AddStored(FieldNames.Member, $"{article.GetString(name)}:{article.GetString(value)}");
        }

        return document;
    }

    private void Reset()
    {
        document.Fields.Clear();
        facetTerms.Reset();
        facetColumns.Reset();
        facetValues.Clear();
        foreach (var pool in stored.Values)
        {
            pool.Reset();
        }
    }

    private void AddText(Field field, ArticleBuffer article, ByteSlice slice)
    {
        if (!slice.IsEmpty)
        {
            field.SetStringValue(Encoding.UTF8.GetString(article[slice]));
            document.Add(field);
        }
    }

    private void AddLength(NumericDocValuesField field, ArticleBuffer article, ByteSlice slice)
    {
        if (slice.IsEmpty)
        {
            return;
        }

        using var words = LuceneAnalyzer.English.GetTokenStream(field.Name, Encoding.UTF8.GetString(article[slice]));
        words.Reset();
        var count = 0;
        while (words.IncrementToken())
        {
            count++;
        }

        words.End();
        field.SetInt64Value(count);
        document.Add(field);
    }

    private void AddValue(ArticleBuffer article, string field, string kind, ByteSlice slice)
    {
        if (article.GetString(slice) is { } value)
        {
            AddStored(field, value);
            AddFacet(kind, value);
        }
    }

    private void AddEntity(string field, string kind, string name)
    {
        AddStored(field, FacetTerm.Column(kind, name));
        AddFacet(kind, name);
    }

    private void AddAddress(string? address)
    {
        AddStored(FieldNames.Url, address);
        foreach (var term in address is null ? [] : NaiveAddress.Terms(address))
        {
            document.Add(new Field(FieldNames.Url, term, ExactUnstored));
        }
    }

    private void AddStored(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        if (!stored.TryGetValue(name, out var pool))
        {
            stored.Add(name, pool = new FieldPool(() => new StoredField(name, string.Empty)));
        }

        var field = pool.Next();
        field.SetStringValue(value);
        document.Add(field);
    }

    private void AddFacet(string kind, string value)
    {
        var column = FacetTerm.Column(kind, value);
        if (!facetValues.Add(column))
        {
            return;
        }

        var columnField = facetColumns.Next();
        columnField.SetBytesValue(new BytesRef(column));
        document.Add(columnField);
        var term = FacetTerm.Term(kind, value);
        var termField = facetTerms.Next();
        termField.SetStringValue(term);
        document.Add(termField);
    }

    /// <summary>Fields of one kind, as many as an article needs.</summary>
    private sealed class FieldPool(Func<Field> create)
    {
        private readonly List<Field> fields = [];
        private int used;

        public Field Next()
        {
            if (used == fields.Count)
            {
                fields.Add(create());
            }

            return fields[used++];
        }

        public void Reset() => used = 0;
    }
}
