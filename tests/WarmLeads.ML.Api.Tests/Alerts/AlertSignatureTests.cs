namespace WarmLeads.ML.Api.Tests;

public sealed class AlertSignatureTests
{
    [Fact]
    public void The_example_of_the_specifications_libraries_is_signed_as_they_sign_it() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            AlertSignature.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"));

    [Fact]
    public void A_new_secret_has_32_bytes_and_is_never_the_same()
    {
        Assert.Equal(32, AlertSignature.KeyOf(AlertSignature.NewSecret())!.Length);
        Assert.NotEqual(AlertSignature.NewSecret(), AlertSignature.NewSecret());
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not base64")]
    public void A_text_that_is_no_secret_has_no_key(string text) => Assert.Null(AlertSignature.KeyOf(text));
}
