using System.IO.Compression;

using Parquet;
using Parquet.Schema;

using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Tests;

/// <summary>Parquet: columns by the names that tables have.</summary>
public sealed class ParquetTests
{
    [Fact]
    public void A_row_is_an_article_by_the_names_of_its_columns()
    {
        var read = Sample.Read(Table(), "news.parquet");
        Assert.Empty(read.Rejected);
        Assert.Equal("parquet", read.Format);
        Assert.Equal(
            new Article
            {
                Id = "7",
                Title = "Lock opens",
                Body = "The gates.\n\nBoats & more.",
                Published = new ArticleDate(1_557_210_600),
                Source = "Example Gazette",
                Authors = ["Mara Quill", "Tom Oakes"],
                Members = [new("score", "0.5"), new("isbreaking", "true")],
            },
            read.Articles[0]);
        var second = read.Articles[1];
        Assert.Equal(("8", "Second", "Text."), (second.Id, second.Title, second.Body));
        Assert.Empty(second.Authors);
        Assert.Null(second.Published);
    }

    // Parquet.Net itself reads on for ever where a number breaks off.
    [Fact]
    public async Task A_description_that_breaks_off_anywhere_ends_the_reading()
    {
        var whole = Table();
        var length = BitConverter.ToInt32(whole.AsSpan(whole.Length - 8));
        var faults = 0;
        for (var at = whole.Length - 8 - length; at < whole.Length - 8; at++)
        {
            var broken = whole.ToArray();
            broken.AsSpan(at..(whole.Length - 8)).Fill(0xFF);
            var reading = Task.Run(() => Sample.Read(broken, "news.parquet"));
            Assert.Same(reading, await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMinutes(2))));
            faults += (await reading).Failure is null ? 0 : 1;
        }

        // Nobody looks at its very end, which says who wrote the file.
        Assert.True(faults > length / 2, $"{faults} of {length}");
    }

    [Fact]
    public void Groups_of_rows_are_read_one_after_the_other()
    {
        var read = Sample.Read(Table(groups: 3), "news.parquet");
        Assert.Equal(6, read.Articles.Count);
    }

    [Fact]
    public void A_stream_and_a_packed_file_are_read_too()
    {
        var table = Table();
        var source = NewsFormats.Parquet.Open(ArticleInput.OfStream(new MemoryStream(table), "-"), ReadingOptions.Default);
        Assert.Equal(2, source.ReadArticles(_ => { }).Count());
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(table);
        }

        Assert.Equal(2, Sample.Read(packed.ToArray(), "news.parquet.gz").Articles.Count);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "searchcore-*.parquet"));
    }

    [Fact]
    public void A_table_without_a_column_of_articles_is_refused_by_its_columns()
    {
        var field = new DataField<int>("price");
        var bytes = Write(new ParquetSchema(field), 1, g => g.WriteAsync<int>(field, new[] { 1 }.AsMemory()));
        var read = Sample.Read(bytes, "prices.parquet");
        Assert.Contains("none of its columns is known", read.Failure!.Reason, StringComparison.Ordinal);
        Assert.Contains("price", read.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_too_long_is_rejected_and_the_others_are_read()
    {
        var (title, text) = (new DataField<string>("title"), new DataField<string>("text"));
        var bytes = Write(new ParquetSchema(title, text), 1, async g =>
        {
            await g.WriteAsync(title, ["a", "b"]);
            await g.WriteAsync(text, [new string('x', 5_000), "y"]);
        });
        var read = Sample.Read(bytes, "a.parquet", new ReadingOptions { MaxRecordBytes = 1_000 });
        Assert.Equal("b", read.Only.Title);
        Assert.Equal((RejectCodes.TooLong, 1L), (Assert.Single(read.Rejected).Code, read.Rejected[0].Line));
    }

    [Theory]
    [InlineData("PAR1")]
    [InlineData("PAR1\u0001\u0002PAR1")]
    [InlineData("PAR1aaaaaaaaaaaaaaaaaaaaaaaaaaaa\u00ff\u00ff\u00ff\u007fPAR1")]
    public void What_only_begins_as_Parquet_fails_by_name(string content)
    {
        var read = Sample.Read(System.Text.Encoding.Latin1.GetBytes(content), "a.parquet");
        Assert.Equal("parquet", read.Format);
        Assert.NotNull(read.Failure);
    }

    internal static byte[] Table(int groups = 1)
    {
        var id = new DataField<long>("id");
        var (title, text) = (new DataField<string>("title"), new DataField<string>("text"));
        var date = new DateTimeDataField(
            "date", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true);
        var name = new DataField<string>("name");
        var source = new StructField("source", name);
        var author = new DataField<string>("element");
        var authors = new ListField("authors", author);
        var (score, isBreaking) = (new DataField<double?>("score"), new DataField<bool>("isbreaking"));
        return Write(new ParquetSchema(id, title, text, date, source, authors, score, isBreaking), groups, async g =>
        {
            await g.WriteAsync<long>(id, new[] { 7L, 8L }.AsMemory());
            await g.WriteAsync(title, ["Lock opens", "Second"]);
            await g.WriteAsync(text, ["<p>The gates.</p><p>Boats &amp; more.</p>", "Text."]);
            await g.WriteAsync<DateTime>(date, new DateTime?[] { new(2019, 5, 7, 6, 30, 0, DateTimeKind.Utc), null }.AsMemory());
            await g.WriteAsync(name, ["Example Gazette", "Example Post"]);
            await g.WriteAsync(author, ["Mara Quill", "Tom Oakes", null!], new ReadOnlyMemory<int>([0, 1, 0]));
            await g.WriteAsync<double>(score, new double?[] { 0.5, null }.AsMemory());
            await g.WriteAsync<bool>(isBreaking, new[] { true, false }.AsMemory());
        });
    }

    private static byte[] Write(ParquetSchema schema, int groups, Func<ParquetRowGroupWriter, Task> write)
    {
        var file = new MemoryStream();
        WriteAll().GetAwaiter().GetResult();
        return file.ToArray();

        async Task WriteAll()
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            for (var i = 0; i < groups; i++)
            {
                using var group = writer.CreateRowGroup();
                await write(group);
            }
        }
    }
}
