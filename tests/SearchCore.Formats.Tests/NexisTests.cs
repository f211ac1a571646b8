using SearchCore.Articles;

namespace SearchCore.Formats.Tests;

/// <summary>Nexis exports as text.</summary>
public sealed class NexisTests
{
    internal const string Export =
        """
        Cover page of the export
        Search terms: lock


                                       1 of 2 DOCUMENTS


                                  The Example Gazette

                                      2019-05-07
                                     First Edition

        Lock Opens After Three Years
        At Dawn

        BYLINE: By MARA QUILL and TOM OAKES, Staff Writers

        SECTION: News; Pg. 4

        LENGTH: 25 words

        FALKIRK - The gates of the lock opened at dawn on Tuesday, and boats that
        had waited for years went through.

        NOTE: this is a line of the text.

        A toast was drunk.

        SUBJECT: CANALS & WATERWAYS (92%); TRANSPORT
        (80%)

        PERSON: BRANDT, IDA (70%)

        ORGANIZATION: CANAL TRUST (66%)

        LOAD-DATE: May 9, 2019

        LANGUAGE: ENGLISH


                        Copyright 2019 The Example Gazette


                                       2 of 2 DOCUMENTS

                                  Example Post

                                      2019-05-08

        HEADLINE: Second Story

        LENGTH: 3 words

        BODY:
        The second text.

        LOAD-DATE: May 9, 2019

        """;

    [Fact]
    public void Each_document_is_an_article()
    {
        var read = Sample.Read("\uFEFF" + Export.Replace("\n", "\r\n", StringComparison.Ordinal), "export.txt");
        Assert.Equal("nexis", read.Format);
        Assert.Empty(read.Rejected);
        Assert.Equal(
            new Article
            {
                Id = "export.txt#1",
                Title = "Lock Opens After Three Years At Dawn",
                Body = "FALKIRK - The gates of the lock opened at dawn on Tuesday, and boats that had waited for years went through."
                    + "\n\nNOTE: this is a line of the text.\n\nA toast was drunk.",
                Published = ArticleDate.FromDay(2019, 5, 7),
                Source = "The Example Gazette",
                Section = "News",
                Language = "en",
                Authors = ["Mara Quill", "Tom Oakes"],
                Tags = ["Canals & Waterways", "Transport"],
                Entities = [new("person", "Ida Brandt"), new("organization", "Canal Trust")],
                Members = [new("length", "25 words"), new("load-date", "May 9, 2019"), new("edition", "First Edition")],
            },
            read.Articles[0]);
        var second = read.Articles[1];
        Assert.Equal(
            ("export.txt#2", "Second Story", "The second text.", "Example Post"), (second.Id, second.Title, second.Body, second.Source));
        Assert.Equal(ArticleDate.FromDay(2019, 5, 8), second.Published);
    }
}
