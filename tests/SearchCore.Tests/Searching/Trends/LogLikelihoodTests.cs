using SearchCore.Searching.Trends;

namespace SearchCore.Tests.Searching.Trends;

public class LogLikelihoodTests
{
    // The first rows of the table in Dunning 1993, section 6: bigrams with their counts (with both words, with the first alone, with the
    // second alone, with neither).
    [Theory]
    [InlineData(110, 2442, 111, 29114, 270.72)]
    [InlineData(29, 13, 123, 31612, 263.90)]
    [InlineData(31, 23, 139, 31584, 256.84)]
    [InlineData(10, 0, 3, 31764, 167.23)]
    public void The_score_is_the_published_one(long both, long first, long second, long neither, double published) =>
        Assert.Equal(published, LogLikelihood.Of(both, both + first, both + second, both + first + second + neither), 1);

    [Theory]
    [InlineData(0, 10, 5, 100)]
    [InlineData(1, 10, 10, 100)]
    [InlineData(1, 10, 50, 100)]
    [InlineData(5, 5, 5, 5)]
    [InlineData(0, 0, 5, 100)]
    [InlineData(7, 7, 3, 5)]
    public void What_is_no_more_frequent_than_elsewhere_scores_nothing(long part, long partSize, long all, long allSize) =>
        Assert.Equal(0, LogLikelihood.Of(part, partSize, all, allSize));
}
