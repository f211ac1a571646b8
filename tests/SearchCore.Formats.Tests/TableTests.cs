using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Formats.Mapping;

namespace SearchCore.Formats.Tests;

/// <summary>Tables: CSV, TSV, semicolons, old encodings.</summary>
public sealed class TableTests
{
    [Fact]
    public void A_table_of_a_collector_is_read_row_by_row()
    {
        var read = Sample.Read(
            """
            ,id,title,publication,author,date,year,month,url,content
            0,70001,"Lock ""opens"" again",Example Gazette,Mara Quill,2016-12-31,2016.0,12.0,,"The gates opened.
            Boats, many, waited."
            1,70002,Second,Example Post,,2017-01-02,2017.0,1.0,https://example.net/2,nan

            """, "articles.csv");
        Assert.Equal("csv", read.Format);
        Assert.Empty(read.Rejected);
        Assert.Equal(
            new Article
            {
                Id = "70001",
                Title = "Lock \"opens\" again",
                Body = "The gates opened.\nBoats, many, waited.",
                Published = ArticleDate.FromDay(2016, 12, 31),
                Source = "Example Gazette",
                Authors = ["Mara Quill"],
                Members = [new("year", "2016.0"), new("month", "12.0")],
            },
            read.Articles[0]);
        Assert.Equal(("70002", "https://example.net/2", null), (read.Articles[1].Id, read.Articles[1].Url, read.Articles[1].Body));
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    [InlineData('|')]
    public void The_separator_is_found(char separator)
    {
        var text = "id,headline,text,published\n1,Lock opens,The gates opened at dawn,2019-05-07\n".Replace(',', separator);
        var article = Sample.Read(text, "table").Only;
        Assert.Equal(("1", "Lock opens", "The gates opened at dawn"), (article.Id, article.Title, article.Body));
    }

    [Fact]
    public void A_table_in_an_old_encoding_is_read_as_it_was_meant()
    {
        var bytes = Encoding.Latin1.GetBytes("id;title;body\n1;Gr\u00fcne T\u00fcr;Caf\u00e9 ge\u00f6ffnet\n");
        var article = Sample.Read(bytes, "alt.csv").Only;
        Assert.Equal(("Grüne Tür", "Café geöffnet"), (article.Title, article.Body));
    }

    [Fact]
    public void Rows_without_text_are_rejected_by_their_line_and_cells_too_many_are_named()
    {
        var read = Sample.Read("id,title,body\n1,t,b\n2,,\n3,t,b,left,over\n4,t\n", "x.csv");
        Assert.Equal(["1", "3", "4"], read.Articles.Select(a => a.Id));
        Assert.Equal(("empty", 3L), (Assert.Single(read.Rejected).Code, read.Rejected[0].Line));
        Assert.Equal("3: 2 cells beyond the columns that the first line names", $"3: {Assert.Single(read.Notices).Detail}");
    }

    [Fact]
    public void Lists_and_rows_without_an_id_are_read()
    {
        var article = Sample.Read("title,text,authors,tags\nLock,Gates,\"['Mara Quill', 'Tom Oakes']\",canal;boats\n", "x.csv").Only;
        Assert.Equal("x.csv#1", article.Id);
        Assert.Equal(["Mara Quill", "Tom Oakes"], article.Authors);
        Assert.Equal(["canal", "boats"], article.Tags);
    }

    [Fact]
    public void Prose_with_commas_is_no_table()
    {
        const string Prose = "Lock opens, at last\n\nThe gates opened, boats waited, and the title went to body.\n";
        Assert.Equal("text", Sample.Read(Prose, "a.txt").Format);
    }

    [Fact]
    public void A_long_row_is_rejected()
    {
        var text = $"id,title,body\n1,t,{new string('b', 5_000)}\n2,t,b\n";
        var read = Sample.Read(Encoding.UTF8.GetBytes(text), "x.csv", new ReadingOptions { MaxRecordBytes = 1_000 });
        Assert.Equal("2", read.Only.Id);
        Assert.Equal(RejectCodes.TooLong, Assert.Single(read.Rejected).Code);
    }

    [Fact]
    public void A_table_without_names_of_columns_loses_no_row_and_is_read_by_its_content()
    {
        const string Body = "The gates of the lock opened at dawn, and boats that had waited for years, some of them since the days of "
            + "steam, went through while hundreds of people stood and watched.";
        var rows = string.Concat(Enumerable.Range(1, 4).Select(i => $"{i},\"Lock number {i} opens\",\"{Body}\",2021-03-0{i}\n"));
        var read = Sample.Read(rows, "ag.csv");
        Assert.Equal(["ag.csv#1", "ag.csv#2", "ag.csv#3", "ag.csv#4"], read.Articles.Select(a => a.Id));
        Assert.Equal(["Lock number 1 opens", "Lock number 2 opens"], read.Articles.Take(2).Select(a => a.Title));
        Assert.All(read.Articles, a => Assert.Equal(Body, a.Body));
        Assert.Equal(ArticleDate.FromDay(2021, 3, 1), read.Articles[0].Published);

        // Two rows tell nothing by themselves; stated columns do.
        var mapped = Sample.Read(
            "7,Lock opens,It opened.,2021-03-09\n8,Port strike,It ended.,2021-03-10\n"u8.ToArray(), "two.csv",
            formats: NewsFormats.All.With(NewsFormats.Mapped(ArticleMapping.Parse("id=column1,title=column2,body=column3"))));
        Assert.Equal(
            [("7", "Lock opens", "It opened."), ("8", "Port strike", "It ended.")], mapped.Articles.Select(a => (a.Id, a.Title, a.Body)));
    }
}
