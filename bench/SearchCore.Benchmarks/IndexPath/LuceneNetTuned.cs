using System.Text.Json;

using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Benchmarks.IndexPath;

/// <summary>
/// Lucene.Net written with care: lines are parsed where they stand in the bytes, fields are used again, 256 MB of memory, no compound
/// files, and as many threads as asked for on one IndexWriter. The fields are those of <see cref="LuceneNetTutorial"/>.
/// </summary>
internal sealed class LuceneNetTuned(IndexWriter writer, LineBlocks lines)
{
    private int articles;

    /// <summary>Loads a file into an index, beside what is in it, and commits.</summary>
    /// <param name="file">The articles as JSON lines.</param>
    /// <param name="index">The folder.</param>
    /// <param name="threads">How many threads load.</param>
    /// <param name="merging">What is merged meanwhile; null for Lucene.Net's own choice.</param>
    public static int Index(string file, string index, int threads, MergePolicy? merging = null)
    {
        using Directory directory = FSDirectory.Open(index);
        using var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48);
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { RAMBufferSizeMB = 256, UseCompoundFile = false };
        config.MergePolicy = merging ?? config.MergePolicy;
        using var writer = new IndexWriter(directory, config);
        using var lines = new LineBlocks(file);
        var load = new LuceneNetTuned(writer, lines);
        Task.WaitAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(load.Work, TaskCreationOptions.LongRunning)));
        writer.Commit();
        return load.articles;
    }

    private void Work()
    {
        var fields = new ReusedFields();
        while (lines.Next() is { } block)
        {
            var json = new Utf8JsonReader(block, new JsonReaderOptions { AllowMultipleValues = true });
            while (json.Read())
            {
                writer.AddDocument(fields.Read(ref json));
                Interlocked.Increment(ref articles);
            }
        }
    }

    private sealed class ReusedFields
    {
        private readonly StringField id = new("id", "", Field.Store.YES);
        private readonly TextField title = new("title", "", Field.Store.YES);
        private readonly TextField body = new("body", "", Field.Store.YES);
        private readonly Int64Field published = new("published", 0L, Field.Store.YES);
        private readonly NumericDocValuesField publishedColumn = new("published", 0L);
        private readonly StringField source = new("source", "", Field.Store.YES);
        private readonly SortedDocValuesField sourceColumn = new("source", new BytesRef());
        private readonly StringField section = new("section", "", Field.Store.YES);
        private readonly SortedDocValuesField sectionColumn = new("section", new BytesRef());

        /// <summary>A document of the object the reader stands on.</summary>
        public Document Read(ref Utf8JsonReader json)
        {
            var document = new Document();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.ValueSpan;
                if (name.SequenceEqual("entities"u8))
                {
                    json.Read();
                    Entities(ref json, document);
                    continue;
                }

                var field = name.SequenceEqual("id"u8) ? id : name.SequenceEqual("title"u8) ? title : name.SequenceEqual("body"u8) ? body
                    : name.SequenceEqual("source"u8) ? source : name.SequenceEqual("section"u8) ? (Field)section : null;
                var isDate = name.SequenceEqual("published"u8);
                json.Read();
                if (isDate)
                {
                    Published(json.GetDateTimeOffset(), document);
                }
                else if (field is not null)
                {
                    Value(document, field, json.GetString()!);
                }
                else
                {
                    json.Skip();
                }
            }

            return document;
        }

        private static void Entities(ref Utf8JsonReader json, Document document)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var kind = json.GetString();
                json.Read();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    var value = kind + "/" + json.GetString();
                    document.Add(new StringField("entity", value, Field.Store.YES));
                    document.Add(new SortedSetDocValuesField("entity", new BytesRef(value)));
                }
            }
        }

        private void Value(Document document, Field field, string value)
        {
            field.SetStringValue(value);
            document.Add(field);
            if ((field == source ? sourceColumn : field == section ? sectionColumn : null) is { } column)
            {
                column.SetBytesValue(new BytesRef(value));
                document.Add(column);
            }
        }

        private void Published(DateTimeOffset moment, Document document)
        {
            var seconds = moment.ToUnixTimeSeconds();
            published.SetInt64Value(seconds);
            publishedColumn.SetInt64Value(seconds);
            document.Add(published);
            document.Add(publishedColumn);
        }
    }
}
