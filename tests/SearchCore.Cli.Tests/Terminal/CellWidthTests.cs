using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Tests.Terminal;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Syria", 5)]
    [InlineData("Köln", 4)]
    [InlineData("Ko\u0308ln", 4)]
    [InlineData("北京", 4)]
    [InlineData("서울", 4)]
    [InlineData("🚀", 2)]
    [InlineData("Москва", 6)]
    public void A_text_takes_the_cells_a_terminal_gives_it(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));
}
