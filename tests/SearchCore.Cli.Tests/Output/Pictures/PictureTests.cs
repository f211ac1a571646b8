using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Tests.Output.Pictures;

public sealed class PictureTests
{
    private static readonly Timeline Months = new()
    {
        Unit = TimelineUnit.Month,
        Zone = "UTC",
        Buckets =
        [
            Bucket(2018, 1, 1, 10), Bucket(2018, 2, 4, 100), Bucket(2018, 3, 0, 5), Bucket(2018, 4, 0, 0),
            Bucket(2018, 5, 8, 40, burst: true), Bucket(2019, 9, 2, 4),
        ],
        Gaps = [new(new(2018, 6, 1), new(2019, 9, 1), 15, 0)],
        Series = [Series("Vladimir Putin", 1, 4, 0, 0, 3, 0), Series("北京", 0, 0, 0, 0, 5, 2)],
    };

    [Theory]
    [InlineData(8, 8, 4, "████")]
    [InlineData(4, 8, 4, "██")]
    [InlineData(1, 8, 4, "▌")]
    [InlineData(1, 1_000, 4, "▏")]
    [InlineData(0, 8, 4, "")]
    [InlineData(0, 0, 4, "")]
    public void A_bar_is_as_long_as_its_value(double value, double most, int cells, string bar) =>
        Assert.Equal(bar, Blocks.Bar(value, most, cells));

    [Theory]
    [InlineData(8, 8, '█')]
    [InlineData(1, 8, '▁')]
    [InlineData(1, 1_000, '▁')]
    [InlineData(0, 8, '·')]
    public void A_cell_is_as_high_as_its_value(double value, double most, char cell) => Assert.Equal(cell, Blocks.Spark(value, most));

    [Fact]
    public void Bars_tell_counts_shares_bursts_and_where_nothing_can_be_said() => Assert.Equal(
        """
        2018-01 1  10.0 % ███▏
        2018-02 4   4.0 % ████████████▌
        2018-03 0   0.0 %
        2018-04 –
        2018-05 8  20.0 % █████████████████████████ ▲
        2018-06 … – 15 months without articles
        2019-09 2  50.0 % ██████▎
        ▲ clearly more than before
        """,
        Text(TimelineBars.Of(Months with { Series = [] }, 45, TimelineMeasure.Count), 45));

    [Fact]
    public void By_share_an_archive_that_grows_is_no_subject_that_does()
    {
        var rows = TimelineBars.Of(Months with { Series = [] }, 60, TimelineMeasure.Share);
        Assert.True(Length(rows[6]) > Length(rows[4]));
        Assert.True(Length(rows[4]) > Length(rows[1]));

        static int Length(PictureRow row) => row.Text.Count(c => c is >= '█' and <= '▏');
    }

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(24)]
    public void Everything_fits_its_width(int width)
    {
        var kind = new Significance
        {
            Kind = "person",
            Sample = 63,
            Archive = 20_841,
            Values = [new("Vladimir Putin", 9, 10, 400), new(new string('x', 50), 8, 3, 0)],
        };
        var facet = new Facet { Kind = "place", Distinct = 9, Values = [new("北京", 12_345), new(new string('y', 50), 1)] };
        foreach (var measure in Enum.GetValues<TimelineMeasure>())
        {
            Check(TimelineBars.Of(Months, width, measure));
            Check(TimelineSparks.Of(Months, width, measure));
        }

        Check(SignificanceTable.Of(kind, 100, width));
        Check(FacetBars.Of(facet, width));

        void Check(IReadOnlyList<PictureRow> rows) => Assert.All(
            rows, r => Assert.True(CellWidth.Of(r.Text.TrimEnd()) <= width, $"{width}: {r.Text}"));
    }

    [Fact]
    public void Values_stand_beside_one_another_where_there_is_room()
    {
        var rows = TimelineBars.Of(Months, 110, TimelineMeasure.Count);
        Assert.Contains("Vladimir Putin", rows[0].Text, StringComparison.Ordinal);
        Assert.Contains("北京", rows[0].Text, StringComparison.Ordinal);
        Assert.Matches("2018-05 8 .*▲ +3 .+5 ", rows[5].Text);
        Assert.DoesNotContain("Vladimir", TimelineBars.Of(Months, 30, TimelineMeasure.Count)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_tells_the_same_in_one_row()
    {
        var rows = TimelineSparks.Of(Months with { Series = [] }, 60, TimelineMeasure.Count);
        Assert.Equal("2018-01 to 2019-09 · most 8 in 2018-05", rows[0].Text);
        Assert.Equal("▁▄·–█┄┄┄┄┄┄▂", rows[1].Text);
        Assert.Equal("    ▲", rows[2].Text);
    }

    [Fact]
    public void Many_buckets_share_a_cell_and_their_counts_add_up()
    {
        var days = new Timeline
        {
            Unit = TimelineUnit.Day,
            Zone = "UTC",
            Buckets =
                [.. Enumerable.Range(0, 400).Select(i => new TimelineBucket(new DateOnly(2018, 1, 1).AddDays(i), i < 200 ? 1 : 2, 10))],
        };
        var rows = TimelineSparks.Of(days, 40, TimelineMeasure.Count);
        Assert.Contains("10 days a cell", rows[0].Text, StringComparison.Ordinal);
        Assert.Equal(new string('▄', 20) + new string('█', 20), rows[^1].Text);
    }

    [Fact]
    public void What_sets_apart_is_a_table()
    {
        var kind = new Significance { Kind = "person", Sample = 63, Archive = 20_841, Values = [new("Vladimir Putin", 9, 10, 400)] };
        Assert.Equal(
            """
            sets apart (person)
              Vladimir Putin  10 of 63 · 400 of 20,841 · 8×
            """,
            Text(SignificanceTable.Of(kind, 63, 80), 80));
        Assert.Equal("  Vladimir Pu…  10 of 63 · 8×", SignificanceTable.Of(kind, 63, 29)[1].Text);
        Assert.StartsWith("sets apart (person, by 63 of 500)", SignificanceTable.Of(kind, 500, 80)[0].Text, StringComparison.Ordinal);
    }

    private static TimelineBucket Bucket(int year, int month, long count, long articles, bool burst = false) =>
        new(new(year, month, 1), count, articles, burst);

    private static TimelineSeries Series(string value, params long[] counts) => new()
    {
        Value = value,
        Buckets = [.. counts.Select((c, i) => Bucket(i < 5 ? 2018 : 2019, i < 5 ? i + 1 : 9, c, 10))],
    };

    private static string Text(IReadOnlyList<PictureRow> rows, int width) =>
        string.Join('\n', rows.Select(r => r.Text.TrimEnd()[..Math.Min(width, r.Text.TrimEnd().Length)]));
}
