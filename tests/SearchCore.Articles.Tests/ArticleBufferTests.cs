using System.Text;

namespace SearchCore.Articles.Tests;

/// <summary>The buffer as a reader of somebody's own fills it.</summary>
public sealed class ArticleBufferTests
{
    [Fact]
    public void What_is_put_in_slice_by_slice_is_the_article()
    {
        var buffer = new ArticleBuffer();
        buffer.Id = buffer.Append("a"u8);
        buffer.Title = buffer.Append("Tin rises");
        "Tin rose."u8.CopyTo(buffer.Reserve(100));
        buffer.Body = buffer.Commit(9);
        buffer.AddAuthor(buffer.Append("Ann Lee"));
        buffer.AddTag(buffer.Append("metals"));
        buffer.AddEntity(buffer.Append("place"), buffer.Append("Bolivia"));
        buffer.AddMember(buffer.Append("desk"), buffer.Append("night"));

        Assert.Equal(
            new Article
            {
                Id = "a",
                Title = "Tin rises",
                Body = "Tin rose.",
                Authors = ["Ann Lee"],
                Tags = ["metals"],
                Entities = [new("place", "Bolivia")],
                Members = [new("desk", "night")],
            },
            buffer.ToArticle());
        Assert.Equal((10, 9), (buffer.Body.Start, buffer.Body.Length));
        Assert.Equal(10 + 9 + "Ann LeemetalsplaceBoliviadesknight".Length, buffer.Length);

        buffer.ClearEntities();
        Assert.Empty(buffer.ToArticle().Entities);
        buffer.Clear();
        Assert.Equal(0, buffer.Length);
    }

    [Fact]
    public void Room_that_was_reserved_and_not_taken_is_used_again()
    {
        var buffer = new ArticleBuffer();
        Assert.True(buffer.Reserve(1_000_000).Length >= 1_000_000);
        Assert.Equal(0, buffer.Length);
        var text = new string('é', 400_000);
        var slice = buffer.Append(text);
        Assert.Equal(text, Encoding.UTF8.GetString(buffer[slice]));
    }
}
