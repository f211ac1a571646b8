using System.Net;

using SearchCore.Articles;
using SearchCore.TestKit;
using SearchCore.Web.Collections;
using SearchCore.Web.Tests.Running;

namespace SearchCore.Web.Tests.Startup;

/// <summary>Over indexes that an older version wrote the service starts, says what is to be done, and searches the others.</summary>
public sealed class OtherVersionTests
{
    [Theory]
    [InlineData("searchcore-3")]
    [InlineData("searchcore-7")]
    public async Task An_older_index_is_told_of_by_page_and_API_and_searched_when_it_is_rebuilt(string format)
    {
        using var folder = new TempFolder();
        Copy(format, folder["old"]);
        string[] settings = [TestService.Collection(folder, "old"), TestService.Collection(folder, "news")];
        await using (var service = await TestService.StartAsync(folder, settings))
        {
            await service.IngestAsync("news", null, new Article { Id = "a1", Title = "Zebra" });
            foreach (var address in new[] { "v1/collections/old/search?q=x", "v1/collections/old/receipts/none", "c/old?q=x" })
            {
                using var response = await service.Http.GetAsync(address);
                var body = await response.Content.ReadAsStringAsync();
                Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, response.StatusCode));
                Assert.NotNull(response.Headers.RetryAfter);
                Assert.Contains("searchcore rebuild", body, StringComparison.Ordinal);
                Assert.DoesNotContain(folder.Path, body, StringComparison.Ordinal);
            }

            var infos = (await service.GetAsync("v1/collections")).GetProperty("collections").EnumerateArray().ToList();
            Assert.Contains("searchcore rebuild", infos[1].GetProperty("problem").GetString(), StringComparison.Ordinal);
            Assert.False(infos[0].TryGetProperty("problem", out _));
            Assert.Contains(service.Log, line => line.StartsWith("Error: The collection old is not searched", StringComparison.Ordinal)
                && line.Contains(folder["old"], StringComparison.Ordinal));
            Assert.Equal("Degraded", await service.Http.GetStringAsync("healthz/ready"));
            using var upload = await service.Http.PostAsync("v1/collections/old/articles", new StringContent("{\"id\":\"x\"}"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, upload.StatusCode);
        }

        ArticleIndex.Rebuild(folder["old"]);
        await using var again = await TestService.StartAsync(folder, settings);
        Assert.Equal(6, (await again.GetAsync("v1/collections/old/search")).GetProperty("total").GetInt32());
        Assert.NotEqual("Unhealthy", await again.Http.GetStringAsync("healthz/ready"));
    }

    [Fact]
    public async Task Where_no_collection_can_be_searched_the_service_is_not_ready()
    {
        using var folder = new TempFolder();
        Copy("searchcore-5", folder["old"]);
        await using var service = await TestService.StartAsync(folder, TestService.Collection(folder, "old"));
        using var ready = await service.Http.GetAsync("healthz/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Healthy", await service.Http.GetStringAsync("healthz/live"));
        using var home = await service.Http.GetAsync("/");
        Assert.Contains("searchcore rebuild", await home.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_is_told_to_nobody_however_the_settings_name_it()
    {
        using var folder = new TempFolder();
        Copy("searchcore-5", folder["real"]);
        Directory.CreateSymbolicLink(folder["link"], folder["real"]);
        await using var service = await TestService.StartAsync(
            folder, $"Collections:slash:Path={folder["real"]}/", $"Collections:link:Path={folder["link"]}");
        foreach (var name in new[] { "slash", "link" })
        {
            using var response = await service.Http.GetAsync($"v1/collections/{name}/search");
            var body = await response.Content.ReadAsStringAsync();
            Assert.Contains("searchcore rebuild", body, StringComparison.Ordinal);
            Assert.DoesNotContain(folder.Path, body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_index_with_other_fields_than_the_settings_name_says_so()
    {
        using var folder = new TempFolder();
        ArticleIndex.Open(folder["news"]).Dispose();
        await using var service = await TestService.StartAsync(
            folder, TestService.Collection(folder, "news"), "Collections:news:Fields:0=price:number");
        using var response = await service.Http.GetAsync("v1/collections/news/search");
        Assert.Contains("no fields of its own", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_archive_is_made_anew_by_itself()
    {
        using var folder = new TempFolder();
        Copy("searchcore-6", folder["sample"]);
        Assert.Null(SampleArchive.Build(folder["sample"], default));
        using var index = ArticleIndex.Open(folder["sample"]);
        Assert.Equal(6, index.Statistics().Articles);
    }

    private static void Copy(string format, string path)
    {
        Directory.CreateDirectory(path);
        foreach (var file in Directory.GetFiles(Path.Combine(
            SharedData.Root, "tests", "SearchCore.Tests", "Schema", "Fixtures", format)))
        {
            File.Copy(file, Path.Combine(path, Path.GetFileName(file)));
        }
    }
}
